import { describeWith } from '@parley/testing';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { rolesOf } from './stack-policies';
import { PARTIES, stacks, synth } from './synthesised';
import { TerraformRunner } from './terraform-runner';

const home = resolve(__dirname, '../..');
const SENDING = ['events:PutEvents', 'mobiletargeting:SendMessages', 'ses:SendBulkEmail', 'sms-voice:SendTextMessage'];

/** The sample's plan uses every channel; here it has its model trained by SageMaker besides. */
describeWith('stacks', 'the stacks of a plan with every channel, and SageMaker', () => {
  let folder: string;
  let out: string;
  beforeAll(() => {
    folder = mkdtempSync(join(home, '.parley-every-channel-'));
    out = join(folder, 'out');
    symlinkSync(join(home, 'tools'), join(folder, 'tools'));
    for (const party of PARTIES) cpSync(join(home, 'stacks', party), join(folder, 'stacks', party), { recursive: true, filter: (path) => !path.endsWith('cdktf.out') });
    const path = join(folder, 'stacks/owner/plan.yaml');
    writeFileSync(path, readFileSync(path, 'utf8').replace('  booster: {', '  engine: { kind: sagemaker }\n  booster: {'));
    synth('owner', join(out, 'owner'), join(folder, 'stacks/owner'));
  }, 180_000);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('let the one function that sends send by each of them, and no other', () => {
    const roles = rolesOf('owner', out).map(({ arn, identity }) => ({ name: arn.split('/').at(-1), may: identity.flatMap(({ Statement }) => Statement.flatMap(({ Action }) => [Action].flat().map(String))) }));
    for (const action of SENDING) expect(roles.filter(({ may }) => may.includes(action)).map(({ name }) => name)).toEqual(['parley-owner-activate-segments']);
  });

  it('make of Pinpoint the application alone, and let the machine pass one role to SageMaker alone', () => {
    const types = stacks(join(out, 'owner')).flatMap(({ json }) => Object.keys(json.resource ?? {}));
    expect(types.filter((type) => type.startsWith('aws_pinpoint'))).toEqual(['aws_pinpoint_app', 'aws_pinpointsmsvoicev2_opt_out_list']);
    const machine = rolesOf('owner', out).find(({ arn }) => arn.endsWith('/parley-owner-segmentation'));
    const [pass] = machine?.identity.flatMap(({ Statement }) => Statement.filter(({ Action }) => Action === 'iam:PassRole')) ?? [];
    expect(pass).toMatchObject({ Resource: expect.stringMatching(/:role\/parley-owner-training$/), Condition: { StringEquals: { 'iam:PassedToService': 'sagemaker.amazonaws.com' } } });
  });

  describeWith(['terraform', 'aws-provider'], 'terraform validate', () => {
    it.each(['owner-activation', 'owner-segmentation'])('accepts %s', async (name) => {
      const terraform = new TerraformRunner(folder);
      const at = stacks(join(out, 'owner')).find((stack) => stack.name === name)?.folder ?? '';
      await terraform.must(at, 'init', '-input=false', '-no-color');
      expect(JSON.parse(await terraform.must(at, 'validate', '-json'))).toMatchObject({ valid: true, error_count: 0, warning_count: 0 });
    }, 180_000);
  });
});
