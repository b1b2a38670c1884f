import { CreateStateMachineCommand, DeleteStateMachineCommand, DescribeExecutionCommand, GetExecutionHistoryCommand, SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';
import { type Contract, loadContract, MACHINE } from '@parley/contract';
import { buildStateMachine } from '@parley/pipeline';
import { describeWith, type Moto, motoClient, startStepFunctions } from '@parley/testing';
import { join } from 'node:path';
import { home, type ParleyRun, runParley } from '../testing/run-parley';

const WOULD_SEND = [
  { campaign: 'spring', channel: 'email', people: 1204 },
  { campaign: 'spring-app', channel: 'in-app', people: 88 },
];

describeWith('moto', 'parley approve, of a machine that runs', () => {
  let moto: Moto;
  let contract: Contract;
  let client: SFNClient;
  const parley = (...args: string[]): Promise<ParleyRun> => runParley(['approve', ...args], { env: environment() });
  const environment = () => ({ AWS_ENDPOINT_URL_SFN: moto.endpoint, AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test' });

  beforeAll(async () => {
    contract = await loadContract(join(home, 'stacks'));
    moto = await startStepFunctions(contract.owner.account);
    client = new SFNClient({ ...motoClient(moto.endpoint), region: contract.terms.region });
  }, 60_000);
  afterAll(() => moto.stop());

  /** The deployed machine's own question and catcher, with nothing before and after. */
  async function deploy(seconds = 3600): Promise<string> {
    const { region } = contract.terms;
    const topic = await fetch(moto.endpoint, { method: 'POST', headers: { authorization: `AWS4-HMAC-SHA256 Credential=test/20260101/${region}/sns/aws4_request` }, body: new URLSearchParams({ Action: 'CreateTopic', Name: 'parley-owner-approvals' }) });
    const approvalTopicArn = /<TopicArn>(.*)<\/TopicArn>/.exec(await topic.text())?.[1] ?? '';
    const { States } = buildStateMachine({ functionArn: (app) => `arn:aws:lambda:${region}:${contract.owner.account}:function:${app}`, engine: 'booster', approvalTopicArn, analyses: 1, concurrentQueries: 1, concurrentShards: 1 });
    const definition = JSON.stringify({ StartAt: 'AskApproval', States: { AskApproval: { ...States.AskApproval, TimeoutSeconds: seconds }, RecordApproval: { Type: 'Succeed' } } });
    await client.send(new DeleteStateMachineCommand({ stateMachineArn: `arn:aws:states:${region}:${contract.owner.account}:stateMachine:${MACHINE}` }));
    const { stateMachineArn = '' } = await client.send(new CreateStateMachineCommand({ name: MACHINE, definition, roleArn: `arn:aws:iam::${contract.owner.account}:role/machine` }));
    return stateMachineArn;
  }

  /** An execution that stands at its question. */
  async function start(stateMachineArn: string, runId: string): Promise<string> {
    const input = JSON.stringify({ runId, run: { id: runId }, activation: { wouldSend: WOULD_SEND } });
    const { executionArn = '' } = await client.send(new StartExecutionCommand({ stateMachineArn, name: `of-${runId}`, input }));
    await until(async () => {
      const events = await historyOf(executionArn);
      const failed = events.find(({ type }) => type === 'ExecutionFailed' || type === 'TaskFailed');
      if (failed) throw new Error(`the question was not sent: ${JSON.stringify(failed)}`);
      return events.some(({ type }) => type === 'TaskSubmitted');
    });
    return executionArn;
  }
  const historyOf = async (executionArn: string) => (await client.send(new GetExecutionHistoryCommand({ executionArn }))).events ?? [];
  const ended = async (executionArn: string): Promise<unknown> => {
    await until(async () => (await client.send(new DescribeExecutionCommand({ executionArn }))).status !== 'RUNNING');
    const { status, output = 'null' } = await client.send(new DescribeExecutionCommand({ executionArn }));
    return { status, answer: (JSON.parse(output) as { answer?: unknown }).answer };
  };

  it('says that the machine is not there before it is deployed', async () => {
    const { code, stderr } = await parley('--list');
    expect([code, stderr]).toEqual([2, expect.stringContaining(`stateMachine:${MACHINE}`)]);
  }, 60_000);

  it('lists who waits, approves one and declines another, and says of both what became of them', async () => {
    const arn = await deploy();
    const [june, july] = [await start(arn, 'june-2'), await start(arn, 'july-1')];
    const [question] = (await historyOf(june)).filter(({ type }) => type === 'TaskScheduled');
    const { Message } = JSON.parse(question?.taskScheduledEventDetails?.parameters ?? '{}') as { Message: Record<string, unknown> };
    expect(Object.entries(Message)[0]).toEqual(['ToApprove', 'parley approve june-2']);

    const listed = await parley('--list', '--json');
    const { waiting } = JSON.parse(listed.stdout) as { waiting: { runId: string }[] };
    expect(waiting.map(({ runId }) => runId).toSorted()).toEqual(['july-1', 'june-2']);
    expect(waiting[0]).toMatchObject({ wouldSend: WOULD_SEND, askedAt: expect.any(String), until: expect.any(String) });
    expect(listed.stdout).not.toContain(String(Message.TaskToken));

    const unasked = await parley('june-2');
    expect([unasked.code, unasked.stderr]).toEqual([2, expect.stringMatching(/spring +email +1,204 people\n.*spring-app +in-app +88 people[\s\S]*no terminal/)]);

    expect(await parley('june-2', '--yes', '--by', 'Ada')).toMatchObject({ code: 0, stderr: expect.stringContaining('Approved by Ada') });
    expect(await ended(june)).toEqual({ status: 'SUCCEEDED', answer: { by: 'Ada', at: expect.any(String) } });
    expect(await parley('july-1', '--no', '--yes')).toMatchObject({ code: 0 });
    expect(await ended(july)).toEqual({ status: 'SUCCEEDED', answer: expect.objectContaining({ Error: 'Parley.NotApproved' }) });

    expect(await parley('june-2', '--yes')).toMatchObject({ code: 3, stderr: expect.stringContaining('it was approved by Ada at') });
    expect(await parley('july-1', '--yes')).toMatchObject({ code: 3, stderr: expect.stringContaining('it was declined at') });
    expect(await parley('may-9')).toMatchObject({ code: 2, stderr: expect.stringContaining('None of the last 2 executions is of a run may-9') });
    expect(await parley('--list')).toMatchObject({ code: 0, stdout: '', stderr: expect.stringContaining('No run waits') });
  }, 300_000);

  it('says that the wait is over', async () => {
    const executionArn = await start(await deploy(1), 'june-3');
    expect(await ended(executionArn)).toMatchObject({ answer: { Error: 'States.Timeout' } });
    expect(await parley('june-3', '--yes')).toMatchObject({ code: 3, stderr: expect.stringContaining('nobody answered in time') });
  }, 60_000);

  it('says in words that credentials are missing', async () => {
    const none = { AWS_ACCESS_KEY_ID: '', AWS_SECRET_ACCESS_KEY: '', AWS_EC2_METADATA_DISABLED: 'true', AWS_CONFIG_FILE: '/dev/null', AWS_SHARED_CREDENTIALS_FILE: '/dev/null' };
    const { code, stderr } = await runParley(['approve', '--list'], { env: { ...environment(), ...none } });
    expect([code, stderr]).toEqual([2, expect.stringMatching(/AWS_CREDENTIALS[\s\S]*sign in to the owner's account/)]);
  }, 60_000);
});

async function until(holds: () => Promise<boolean>): Promise<void> {
  while (!(await holds())) await new Promise((resolve) => setTimeout(resolve, 100));
}
