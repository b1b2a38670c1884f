import { IamPolicy } from '@cdktf/provider-aws/lib/iam-policy';
import { Construct } from 'constructs';
import { policyDocument } from '../iam/policy-statement';
import type { LambdaHome } from '../lambda-app/lambda-home';

/**
 * For the roles of people who may approve what a run would send: `parley approve` finds the run that waits and its token in the
 * history of its execution, and answers. A history names files and counts, nobody's data. To whom it is attached is the owner's to say.
 */
export class ApproverPolicy extends Construct {
  constructor(home: LambdaHome, id: string, { name, machineArn }: { name: string; machineArn: string }) {
    super(home, id);
    const executions = `${machineArn.replace(':stateMachine:', ':execution:')}:*`;
    new IamPolicy(this, 'policy', {
      name,
      description: 'Finds runs that wait for an approval, and answers them',
      policy: policyDocument([
        { Sid: 'Runs', Effect: 'Allow', Action: 'states:ListExecutions', Resource: machineArn },
        { Sid: 'Questions', Effect: 'Allow', Action: ['states:DescribeExecution', 'states:GetExecutionHistory'], Resource: executions },
        { Sid: 'Answer', Effect: 'Allow', Action: ['states:SendTaskFailure', 'states:SendTaskSuccess'], Resource: '*' }, // these know no resource: the token says which wait it ends
        { Sid: 'HistoryKey', Effect: 'Allow', Action: 'kms:Decrypt', Resource: home.key.arn, Condition: { StringEquals: { 'kms:EncryptionContext:aws:states:stateMachineArn': machineArn } } },
      ]),
    });
  }
}
