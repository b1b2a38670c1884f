import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { App, TerraformStack } from 'cdktf';

// The least that a CDKTF app of AWS can be.
const app = new App();
new AwsProvider(new TerraformStack(app, 'empty'), 'aws', { region: 'us-east-1' });
app.synth();
