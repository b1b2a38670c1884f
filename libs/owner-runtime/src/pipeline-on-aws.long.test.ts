import { Glue } from '@aws-sdk/client-glue';
import { S3 } from '@aws-sdk/client-s3';
import { ConsentFile, DeadLetterFile, DeferredFile, FileLedger, outboxChannels, realTimer, StopFiles, SuppressionFile, UnsubscribeKeys } from '@parley/activation';
import { GlueCatalog, S3ObjectStore } from '@parley/aws';
import { cloudControlService, openService } from '@parley/clean-room-api';
import { setUpPair } from '@parley/collaboration-setup';
import { type Contract, loadContract, pairDatabase } from '@parley/contract';
import { STORED_EVENTS } from '@parley/first-party-events';
import { loadPlan } from '@parley/owner-plan';
import { answerApproval, ASK_APPROVAL, BUCKETS, buildStateMachine, normaliseAll, runMachineLocally, STEP_APPS, type StepApp, stepHandlers } from '@parley/pipeline';
import { makeSyntheticPeople } from '@parley/synthetic-people';
import { describeWith, type Moto, motoClient, startMoto } from '@parley/testing';
import { randomUUID } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createServer } from '../../../apps/clean-room-server/src/http/create-server';
import { copyContract, editFile } from '../../../apps/cli/src/testing/copy-contract';
import { runParley } from '../../../apps/cli/src/testing/run-parley';
import { storeFileAsFirehose } from '../../first-party-events/src/testing/store-file-as-firehose';
import { buildEntry } from '../../clean-room/src/testing/build-entry';
import { readEnvironment } from './environment';
import { type ActivationPorts, portsOpener } from './open-ports';
import { ownerFiles } from './owner-files';
import { stepHandler } from './step-handler';

const RUN = { id: 'run-on-aws', seed: 1, now: '2026-07-01T17:00:00.000Z' };
const KEY = Buffer.alloc(32, 7);
const BUCKET_NAMES = { WORK_BUCKET: 'parley-work', RESULTS_BUCKET: 'parley-results', SOURCE_BUCKET: 'parley-owner-data', CONTACTS_BUCKET: 'parley-contacts-real', EVENTS_BUCKET: 'parley-owner-events' };
const EVENTS_FILE = 'owner/events.jsonl.gz';
const SECRET = 'secret-of-all';
/** The contract's. */
const REGION = 'us-east-1';

/** The state machine with the functions' own handlers, on moto's S3 and Glue and the local Clean Rooms over them. */
describeWith('moto', 'the pipeline through the AWS adapters', () => {
  let folder: string;
  let moto: Moto;
  const closing: (() => unknown)[] = [];
  const before = { ...process.env };

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'parley-on-aws-'));
    copyContract(join(folder, 'contract'));
    editFile(join(folder, 'contract/owner/plan.yaml'), (plan) => plan.replace('trees: 150', 'trees: 15').replace('minAuc: 0.65', 'minAuc: 0.55').replace('maxEce: 0.05', 'maxEce: 0.2'));
    await makeSyntheticPeople({ rows: 1500, seed: 11, directory: join(folder, 'data') });
    moto = await startMoto();
  }, 120_000);
  afterAll(async () => {
    process.env = before;
    for (const close of closing.toReversed()) await close();
    await moto.stop();
    rmSync(folder, { recursive: true });
  });

  it('selects whom the rehearsal selects, and sends to whom it sends', async () => {
    const contract = await loadContract(join(folder, 'contract'));
    const memberships = await openAws(contract);
    const plan = await loadPlan(contract);
    const root = join(folder, 'task');
    for (const [name, text] of Object.entries(await ownerFiles(contract, plan))) {
      mkdirSync(dirname(join(root, name)), { recursive: true });
      writeFileSync(join(root, name), text);
    }
    Object.assign(process.env, BUCKET_NAMES, { LAMBDA_TASK_ROOT: root, MEMBERSHIPS: JSON.stringify(memberships), POWERTOOLS_LOG_LEVEL: 'SILENT', POWERTOOLS_METRICS_DISABLED: 'true' });
    const activation = await activationIn(folder);
    const open = portsOpener({ environment: readEnvironment(process.env), files: { contract, plan }, activation });
    const ports = open(RUN, { started: () => {}, ended: () => {} });
    await normaliseAll({ ...ports, catalog: catalogs(), secrets: { ...ports.secrets, pairHash: () => Promise.resolve({ kind: 'HMAC_SHA_256', key: KEY }) } });

    const arn = (app: StepApp) => `arn:aws:lambda:us-east-1:${contract.owner.account}:function:parley-${app}`;
    const definition = buildStateMachine({ functionArn: arn, engine: 'booster', approvalTopicArn: 'arn:aws:sns:us-east-1:111122223333:approval', analyses: 5, concurrentQueries: 2, concurrentShards: 2 });
    const { consents, suppressions, unsubscribeKeys } = activation;
    const given: Partial<Record<StepApp, ActivationPorts>> = { 'activate-segments': activation, 'build-segments': { consents, suppressions, unsubscribeKeys } };
    const opens = (app: StepApp) => (given[app] ? { activation: () => given[app] as ActivationPorts } : {});
    const functions = STEP_APPS.map((app) => [arn(app), stepHandler(app, stepHandlers[app], opens(app))] as const);
    const handlers = { ...Object.fromEntries(functions), [ASK_APPROVAL]: answerApproval({ by: 'Ada', at: RUN.now }) };
    expect(await runMachineLocally({ definition, handlers, input: { runId: RUN.id, seed: RUN.seed, now: RUN.now }, wait: 50, retryAfter: 500 })).toMatchObject({ status: 'succeeded' });

    const out = join(folder, 'out');
    const { code, stderr } = await runParley(['rehearse', '--contract', contract.directory, '--data', join(folder, 'data'), '--approve', '--send-at', RUN.now, '--out', out]);
    expect({ code, stderr: code === 0 ? '' : stderr }).toEqual({ code: 0, stderr: '' });
    const segments = readdirSync(join(out, 'segments'));
    for (const name of segments) expect((await ports.store.get(`s3://${BUCKETS.out}/segments/${name}`)).toString()).toBe(readFileSync(join(out, 'segments', name), 'utf8'));
    const sent = recipients(join(out, 'outbox/email'));
    expect(sent.length).toBeGreaterThan(50);
    expect(recipients(join(folder, 'mail/email'))).toEqual(sent);
    expect(counts((await ports.store.get(`s3://${BUCKETS.out}/receipt.json`)).toString())).toEqual(counts(readFileSync(join(out, 'receipt.json'), 'utf8')));
  }, 600_000);

  const inRegion = () => ({ ...motoClient(moto.endpoint), region: REGION });

  const catalogs = () => {
    const glue = new Glue(inRegion());
    const s3 = new S3({ ...inRegion(), forcePathStyle: true });
    closing.push(() => glue.destroy(), () => s3.destroy());
    const store = new S3ObjectStore({ client: s3 });
    return new GlueCatalog({ glue: () => glue, store, cache: mkdtempSync(join(folder, 'cache-')), locationOf: ({ database, table }) => `s3://parley-lake/${database}/${table}/` });
  };

  /** Buckets and databases as the stacks make them, the parties' files, and the collaborations: the owner's memberships. */
  async function openAws(contract: Contract): Promise<Record<string, string>> {
    const s3 = new S3({ ...inRegion(), forcePathStyle: true });
    const glue = new Glue(inRegion());
    closing.push(() => s3.destroy(), () => glue.destroy());
    for (const Bucket of [...Object.values(BUCKET_NAMES), 'parley-lake']) await s3.createBucket({ Bucket });
    const { owner, partners } = contract;
    for (const { id } of partners) for (const Name of [pairDatabase(owner.id, id), pairDatabase(id, owner.id)]) await glue.createDatabase({ DatabaseInput: { Name } });
    const data = join(folder, 'data');
    for (const name of readdirSync(data, { recursive: true, encoding: 'utf8' }).filter((path) => /\.\w+$/.test(path) && path !== EVENTS_FILE)) {
      await s3.putObject({ Bucket: BUCKET_NAMES.SOURCE_BUCKET, Key: name, Body: readFileSync(join(data, name)) });
    }
    await storeFileAsFirehose(new S3ObjectStore({ client: s3 }), `s3://${BUCKET_NAMES.EVENTS_BUCKET}/${STORED_EVENTS}`, join(data, EVENTS_FILE), new Date(RUN.now));
    const accounts = new Map([owner, ...partners].map(({ account }) => [account, { id: account, accessKey: account, secret: SECRET }]));
    const service = await openService({ data: { catalog: catalogs(), store: new S3ObjectStore({ client: s3 }) }, folder: join(folder, 'state'), queryProcess: buildEntry('query-process'), report });
    const [clock, ids] = [() => new Date(), randomUUID];
    const services = { cleanrooms: service.wire, cloudcontrolapi: cloudControlService({ cleanRooms: service.wire, clock, ids, onFault: report }) };
    const server = createServer({ accounts, services, reset: () => service.reset(), clock, ids, onFault: report });
    await server.listen({ host: '127.0.0.1', port: 0 });
    closing.push(() => service.close(), () => server.close());
    const endpoint = `http://127.0.0.1:${(server.server.address() as AddressInfo).port}`;
    Object.assign(process.env, {
      AWS_REGION: REGION, AWS_ACCESS_KEY_ID: owner.account, AWS_SECRET_ACCESS_KEY: SECRET,
      AWS_ENDPOINT_URL_S3: moto.endpoint, AWS_ENDPOINT_URL_GLUE: moto.endpoint, AWS_ENDPOINT_URL_CLEANROOMS: endpoint,
    });
    const connect = (account: string) => ({ region: REGION, endpoint, credentials: { accessKeyId: account, secretAccessKey: SECRET } });
    const pairs = await Promise.all(
      partners.map(async ({ id, account }) => [id, await setUpPair({ contract, partner: id, connections: { owner: connect(owner.account), partner: connect(account) } })] as const),
    );
    return Object.fromEntries(pairs.map(([id, { membershipId }]) => [id, membershipId]));
  }
});

const counts = (text: string) => (JSON.parse(text) as { campaigns: { approval: unknown }[] }).campaigns.map(({ approval: _approval, ...campaign }) => campaign);

const report = (error: unknown) => console.error(error);

/** The laptop's channels and ledger: what differs here is all that lies before them. */
async function activationIn(folder: string) {
  return {
    channels: outboxChannels(join(folder, 'mail')),
    ledger: await FileLedger.open(join(folder, 'ledger.jsonl')),
    deferred: await DeferredFile.open(join(folder, 'deferred.jsonl')),
    deadLetters: await DeadLetterFile.open(join(folder, 'dead-letters.jsonl')),
    consents: await ConsentFile.open(join(folder, 'consents.jsonl')),
    suppressions: await SuppressionFile.open(join(folder, 'suppressions.jsonl')),
    stop: new StopFiles(join(folder, 'STOP')),
    timer: realTimer,
    worker: 'a test',
    clock: () => new Date(RUN.now),
    unsubscribeKeys: () => Promise.resolve(UnsubscribeKeys.parse(KEY.toString('hex'), 'a test')),
  };
}

const recipients = (box: string): string[] =>
  readdirSync(box)
    .filter((name) => name.endsWith('.eml'))
    .map((name) => /^To: (.*)$/m.exec(readFileSync(join(box, name), 'utf8'))?.[1] ?? '')
    .toSorted();
