import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { consentCases } from './cases/consent-cases';
import { deadLetterCases } from './cases/dead-letter-cases';
import { deferredCases } from './cases/deferred-cases';
import { stopSwitchCases } from './cases/stop-switch-cases';
import { suppressionCases } from './cases/suppression-cases';
import { ConsentFile } from './consent-file';
import { DeadLetterFile } from './dead-letter-file';
import { DeferredFile } from './deferred-file';
import { idempotencyKey } from './idempotency-key';
import { StopFiles } from './stop-files';
import { SuppressionFile } from './suppression-file';

const newFolder = (): Promise<string> => mkdtemp(join(tmpdir(), 'parley-stores-'));
const opened: { close(): Promise<void> }[] = [];
afterEach(() => Promise.all(opened.splice(0).map((store) => store.close())));

/** Opens a store in a folder of its own; the test's end closes it. */
const fresh = <T extends { close(): Promise<void> }>(open: (path: string) => Promise<T>) => async (): Promise<T> => {
  const store = await open(join(await newFolder(), 'store.jsonl'));
  opened.push(store);
  return store;
};

describe.each([
  ['deferred queue', deferredCases(fresh((path) => DeferredFile.open(path)))],
  ['dead letters', deadLetterCases(fresh((path) => DeadLetterFile.open(path)))],
  ['consents', consentCases(fresh((path) => ConsentFile.open(path)))],
  ['suppressions', suppressionCases(fresh((path) => SuppressionFile.open(path)))],
])('%s in a file', (_name, cases) => {
  it.each(cases)('$title', ({ run }) => run());
});

describe('stop files', () => {
  const cases = stopSwitchCases(async () => {
    const path = join(await newFolder(), 'STOP');
    const file = (campaign?: string): string => (campaign === undefined ? path : `${path}-${campaign}`);
    return { stop: new StopFiles(path), set: (campaign) => writeFile(file(campaign), ''), clear: (campaign) => rm(file(campaign)) };
  });
  it.each(cases)('$title', ({ run }) => run());
});

describe('a store in a file', () => {
  it('holds after a restart what it held before, and nothing that was done', async () => {
    const path = join(await newFolder(), 'deferred.jsonl');
    const message = { campaign: 'spring', runId: 'run-1', channel: 'email', notBefore: '2026-07-02T06:00:00.000Z' };
    const first = await DeferredFile.open(path);
    await first.defer(['a', 'b'].map((recipient) => ({ ...message, recipient })));
    await first.done([idempotencyKey({ ...message, recipient: 'a' })]);
    await first.close();
    const second = await DeferredFile.open(path);
    expect(await second.due(new Date('2026-07-03T00:00:00Z'))).toEqual([{ ...message, recipient: 'b' }]);
    await second.close();
  });
});
