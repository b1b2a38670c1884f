import { parseArgs } from 'node:util';
import { DynamoSendLedger } from '@parley/aws-activation';
import { startMoto } from '@parley/testing';
import { TestTables } from '../../../../libs/aws-activation/src/testing/test-tables';
import { generator } from '../../partner-worth/random';
import { audit } from './audit';
import { type Job, NOON } from './campaign';
import { Crew } from './crew';
import { MailService } from './mail-service';
import { resolve } from './resolve';

const text = { type: 'string' } as const;
const number = (value: string): typeof text & { default: string } => ({ ...text, default: value });
const { values: flags } = parseArgs({
  options: { worker: text, dynamodb: text, json: { type: 'boolean' }, recipients: number('100000'), workers: number('8'), kills: number('24'), losses: number('4'), shard: number('500'), speed: number('5'), seed: number('7') },
});
/** Of the shards, one in so many is invoked twice at once. */
const DUPLICATE_EVERY = 10;
/** A gate batch: what a worker has reserved at most when it dies. */
const IN_HAND = 50;

async function main(): Promise<void> {
  const [people, size, planned] = [Number(flags.recipients), Number(flags.shard), Number(flags.kills)];
  const random = generator(Number(flags.seed));
  const moto = await startMoto(flags.dynamodb);
  const tables = new TestTables(moto.endpoint);
  const [ledger, deferred, consent] = [await tables.make('ledger'), await tables.make('deferred'), await tables.make('consent')];
  const killAt = Array.from({ length: planned }, () => Math.floor((0.02 + 0.9 * random()) * people)).sort((a, b) => a - b);
  const { mail, service } = await MailService.start(random, Number(flags.losses), () => {
    while (killAt.length > 0 && mail.accepted.size >= (killAt[0] ?? 0)) {
      killAt.shift();
      setTimeout(() => crew.killOne(random), random() * 500); // anywhere in somebody's work
    }
  });
  const shards = Array.from({ length: Math.ceil(people / size) }, (_, shard): Job => ({ shard, from: shard * size, to: Math.min(people, (shard + 1) * size) }));
  const jobs = shards.flatMap((job, index) => (index % DUPLICATE_EVERY === 0 ? [job, job] : [job]));
  const names = { ledger: ledger.name, deferred: deferred.name, consent: consent.name };
  const crew = new Crew(flags.worker ?? '', { dynamodb: moto.endpoint, ses: service.endpoint, tables: names, began: Date.now(), speed: Number(flags.speed) }, jobs);
  const started = performance.now();
  const said = setInterval(() => process.stderr.write(`${Math.round((performance.now() - started) / 1000)} s: ${mail.accepted.size} accepted, ${crew.results.size} of ${shards.length} shards, ${crew.kills} kills\n`), 15_000);
  await crew.run(Number(flags.workers));
  clearInterval(said);
  const seconds = (performance.now() - started) / 1000;
  const sends = new DynamoSendLedger(ledger);
  const { unknown, ...found } = await audit(people, sends, mail, [...crew.results.values()], crew.kills * IN_HAND + mail.lost);
  const feedback = await resolve(unknown, sends, consent, mail, new Date(NOON.getTime() + seconds * 1000 * Number(flags.speed)));
  tables.close();
  await service.stop();
  await moto.stop();
  const result = { recipients: people, workers: Number(flags.workers), invocations: crew.invocations, shards: shards.length, kills: crew.kills, throttled: mail.throttled, lostAnswers: mail.lost, seconds: Math.round(seconds), ...found, feedback };
  process.stdout.write(`${JSON.stringify(result, null, flags.json ? 2 : 0)}\n`);
  if (found.wrong.length + feedback.wrong.length > 0) process.exitCode = 1;
}

void main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exit(1); // with its workers: they go when their parent does
});
