import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { ObjectStore } from '@parley/object-store';
import { DetailLog } from './detail-log';
import { DEFAULT_LIMITS } from './query-process/job';
import { runQuery, type RunParts } from './run-query';
import type { QueryRecord } from './state/query-record';
import { QueryStore } from './state/query-store';
import { buildEntry } from './testing/build-entry';
import { allowing, MEMBERSHIP, sampleRoom } from './testing/sample-room';

const diskFull = () => Promise.reject(Object.assign(new Error('no space left'), { code: 'ENOSPC', syscall: 'write' }));

/** A store whose disk is full when the file is made. */
const fullAfter = (store: ObjectStore): ObjectStore => ({
  ...store,
  remove: (uri) => store.remove(uri),
  putFile: (uri, make) =>
    store.putFile(uri, async (path) => {
      await make(path);
      return diskFull();
    }),
});

async function run(changes: (parts: RunParts) => Partial<RunParts>) {
  const { folder, room, options, remove } = await sampleRoom(buildEntry('query-process'));
  const queries = await QueryStore.open(join(folder, 'queries'));
  const resultUri = 's3://results/run/q1/part-0.csv';
  const parts: RunParts = {
    catalog: options.catalog,
    store: options.store,
    audit: { append: async () => undefined, head: { length: 0, hash: '' }, close: async () => undefined },
    queries,
    details: new DetailLog(undefined),
    tell: () => undefined,
    clock: () => new Date(0),
    limits: DEFAULT_LIMITS,
    entry: options.queryProcess.entry,
    scratch: join(folder, 'scratch'),
  };
  const verdict = await allowing('SELECT customer_id AS v FROM customers')();
  const record: QueryRecord = { sequence: 1, id: 'q1', membershipId: MEMBERSHIP, status: 'SUBMITTED', keyPrefix: 'run', format: 'CSV', resultUri, submittedAt: '' }; // prettier-ignore
  await runQuery({ ...parts, ...changes(parts) }, { record, room, verdict, signal: new AbortController().signal });
  const stored = existsSync(join(folder, 'results/run/q1/part-0.csv'));
  remove();
  return { record: queries.get('q1'), stored };
}

it('keeps a result once its end is recorded', async () => {
  expect(await run(() => ({}))).toMatchObject({ record: { status: 'SUCCESS', usage: { peakRssMb: expect.any(Number) } }, stored: true });
});

it('withdraws a result that the audit cannot hold', async () => {
  const failing = await run(({ audit }) => ({ audit: { ...audit, append: diskFull } }));
  expect(failing).toMatchObject({ record: { status: 'FAILED', error: { code: 'AUDIT_FAILED' } }, stored: false });
});

it('says when a whole result cannot be stored', async () => {
  const failing = await run(({ store }) => ({ store: fullAfter(store) }));
  expect(failing.record).toMatchObject({ status: 'FAILED', error: { code: 'RESULT_NOT_WRITTEN' } });
});
