import { loadContract } from '@parley/contract';
import { loadPlan } from '@parley/owner-plan';
import { describeWith } from '@parley/testing';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { awsOutcome } from './testing/aws-outcome';
import { deploy, type Deployment, firstPartner } from './testing/deploy';
import { laptopOutcome, rehearse } from './testing/laptop-run';
import { type LocalCloud, startLocalCloud } from './testing/local-cloud';
import type { Messages, Outcome } from './testing/outcome';
import { announcement, runMachine, streamEvents, upload } from './testing/run-machine';
import { EVENTS_FILE, makeScratchContract } from './testing/scratch-contract';

/** Of 9,864: moto's DynamoDB takes some milliseconds for each of the writes that a message needs. */
const ROWS = Number(process.env.PARLEY_E2E_ROWS ?? 2000);
const CHANNELS: readonly (keyof Messages)[] = ['email', 'sms', 'push', 'in-app', 'custom'];

describeWith(['data', 'moto'], 'the pipeline of a contract with five channels, on a laptop and on AWS', () => {
  let folder: string;
  let cloud: LocalCloud | undefined;
  let deployment: Deployment | undefined;
  let ended: Awaited<ReturnType<typeof runMachine>>;
  const uploads: unknown[] = [];
  let objects = 0;
  let laptop: Outcome;
  let aws: Outcome;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'parley-on-aws-'));
    const now = new Date();
    const { contract: directory, data } = makeScratchContract(folder, ROWS, now);
    const out = join(folder, 'out');
    await rehearse(directory, data, out, now);
    laptop = await laptopOutcome(out);

    const contract = await loadContract(directory);
    const plan = await loadPlan(contract);
    const partner = firstPartner(contract);
    cloud = await startLocalCloud(folder, [contract.owner.account, partner.account]);
    deployment = await deploy({ cloud, contract, plan, keys: join(out, '.parley/keys'), folder: join(folder, 'functions') });
    for (const party of [contract.owner, partner]) uploads.push(await upload(cloud, deployment, party, data));
    objects = await streamEvents(cloud, deployment, contract.owner, join(data, EVENTS_FILE), now);
    const { campaigns: [first] } = laptop.receipt as { campaigns: { approval: { by: string; at: string } }[] };
    const run = { id: String(laptop.report.runId), seed: 1, now: now.toISOString(), approval: first?.approval ?? { by: 'nobody', at: '' } };
    ended = await runMachine(contract, deployment, run, await announcement(deployment));
    aws = await awsOutcome(cloud, contract.owner.account, deployment, run.id);
  }, 900_000);

  afterAll(async () => {
    deployment?.stop();
    await cloud?.stop(); // throws where a strict service was spoken to wrongly
    rmSync(folder, { recursive: true, force: true });
  }, 60_000);

  it('takes in both uploads, and comes to its end', () => {
    expect(uploads).toEqual([expect.objectContaining({ outcome: 'written' }), expect.objectContaining({ outcome: 'written' })]);
    expect(ended).toMatchObject({ status: 'succeeded' });
  });

  it('learns from events, which it finds by the day on which they arrived', () => {
    expect(objects).toBeGreaterThan(30);
    const { importance } = laptop.report.model as { importance: { feature: string }[] };
    expect(importance.map(({ feature }) => feature)).toEqual(expect.arrayContaining(['events_page_product']));
  });

  it('selects the same people in the same order', () => {
    expect(Object.keys(laptop.segments)).toEqual(['ready-to-buy.csv', 'ready-to-buy.sql', 'worth-a-nudge.csv', 'worth-a-nudge.sql']);
    for (const name of ['ready-to-buy.csv', 'worth-a-nudge.csv']) expect(laptop.segments[name]?.split('\n').length).toBeGreaterThan(50);
    expect(aws.segments).toEqual(laptop.segments);
  });

  it.each(CHANNELS)('sends the same messages by %s', (channel) => {
    expect(Object.keys(laptop.messages[channel]).length).toBeGreaterThan(10);
    expect(aws.messages[channel]).toEqual(laptop.messages[channel]);
  });

  it('holds back the same people for the same reasons, and keeps the same messages for later', () => {
    const campaigns = laptop.report.activation as { heldBack: Record<string, number> }[];
    for (const reason of ['consent', 'noAddress', 'quietHours', 'cap', 'holdout']) expect(Math.max(...campaigns.map(({ heldBack }) => heldBack[reason] ?? 0))).toBeGreaterThan(0);
    expect(aws.report.activation).toEqual(laptop.report.activation);
    expect(laptop.deferred.length).toBeGreaterThan(0);
    expect(inOrder(aws.deferred)).toEqual(inOrder(laptop.deferred));
  });

  it('seals the same receipt, but for the clean room\'s trail', () => {
    expect(factsOf(aws)).toEqual(factsOf(laptop));
  });

  it('reports the same, but for times and memory', () => {
    expect(timeless(aws.report)).toEqual(timeless(laptop.report));
  });

  it('logs no address and no value of a row', () => {
    const [addresses] = [Object.values(laptop.messages.email).map((message) => (message as { to: string }).to)];
    const log = [...(deployment?.normalise.values() ?? []), ...(deployment?.steps.values() ?? [])].map((one) => one.log()).join('\n');
    expect(log).toContain('step ended');
    expect(addresses.filter((address) => log.includes(address))).toEqual([]);
  });
});

const inOrder = (values: readonly unknown[]): string[] => values.map((value) => JSON.stringify(value)).toSorted();

function timeless({ steps: _steps, seconds: _seconds, peakRssMb: _peakRssMb, queries, ...report }: Record<string, unknown>): unknown {
  return { ...report, queries: (queries as { seconds: number }[]).map(({ seconds: _queried, ...query }) => query) };
}

function factsOf({ receipt: { audit: _audit, sha256: _sha256, ...facts } }: Outcome): unknown {
  return facts;
}
