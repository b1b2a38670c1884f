import { setTimeout as wait } from 'node:timers/promises';
import { activateCampaign, type CampaignResult, composerFor, type Timer } from '@parley/activation';
import {
  documentClient,
  DynamoConsentStore,
  DynamoDeadLetters,
  DynamoDeferredQueue,
  DynamoSendLedger,
  DynamoStopSwitch,
  DynamoSuppressionStore,
  ItemTable,
  SesEmailChannel,
} from '@parley/aws-activation';
import { contactOf, heldOut, idOf, type Job, NOON, type Places, RUN, SPRING, UNSUBSCRIBE } from './campaign';

const places = JSON.parse(process.argv[2] ?? '') as Places;
const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
const documents = documentClient({ region: 'eu-west-1', endpoint: places.dynamodb, credentials });
const table = (name: string): ItemTable => new ItemTable(documents, name);
const { ledger, deferred, consent } = places.tables;
const LEAST_SLEEP_MS = 250;

const timer: Timer = {
  now: () => performance.now() * places.speed,
  sleep: async (milliseconds) => {
    await wait(Math.max(LEAST_SLEEP_MS, milliseconds / places.speed));
  },
  random: () => Math.random(),
};

/** As a Lambda function is invoked with a shard, and perhaps killed in the middle of it. */
async function invoke({ from, to }: Job): Promise<CampaignResult> {
  const audience = Array.from({ length: to - from }, (_, index) => ({ id: idOf(from + index) }));
  return activateCampaign({
    campaign: SPRING,
    runId: RUN,
    audience,
    contacts: (ids) => Promise.resolve(new Map(ids.map((id) => [id, contactOf(id)]))),
    purpose: 'marketing',
    gate: { quietHours: { from: '11:58', to: '11:59' }, cap: { messages: 1, days: 7 }, moreCaps: [] },
    holdout: heldOut,
    ledger: new DynamoSendLedger(table(ledger)),
    stop: new DynamoStopSwitch(table(ledger)),
    deferred: new DynamoDeferredQueue(table(deferred)),
    deadLetters: new DynamoDeadLetters(table(deferred)),
    consents: new DynamoConsentStore(table(consent)),
    suppressions: new DynamoSuppressionStore(table(consent)),
    channel: new SesEmailChannel({ connection: { region: 'eu-west-1', endpoint: places.ses, credentials }, configurationSet: 'parley-owner', ratePerSecond: Number.POSITIVE_INFINITY }),
    clock: () => new Date(NOON.getTime() + (Date.now() - places.began) * places.speed),
    timer,
    worker: places.worker,
    approval: { required: true, volumeLimit: audience.length, given: { by: 'the bench', at: NOON.toISOString() } },
    composer: await composerFor(SPRING, { readTemplate: () => Promise.resolve('<p>Hello {{firstName}}</p><a href="{{unsubscribeUrl}}">Unsubscribe</a>'), unsubscribe: UNSUBSCRIBE }),
    unsubscribe: UNSUBSCRIBE,
  });
}

process.on('message', (job: Job) => {
  void invoke(job).then(
    (result) => process.send?.({ result }),
    (error: unknown) => process.send?.({ error: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
  );
});
process.on('disconnect', () => process.exit());
