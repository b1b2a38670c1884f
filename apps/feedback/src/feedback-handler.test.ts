import { addressSubject, ConsentFile, FileLedger, SuppressionFile } from '@parley/activation';
import { FeedbackObjects } from '@parley/feedback';
import { FolderObjectStore } from '@parley/object-store';
import type { Context, SQSEvent } from 'aws-lambda';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { feedbackHandler } from './feedback-handler';
import fixture from './sqs.event.json';

/** Messages of a queue as SQS gives them to Lambda (Lambda Developer Guide), one from an EventBridge rule and one from a topic. */
describe('the function that takes in feedback', () => {
  let folder: string;
  let close: () => Promise<void>;
  let suppression: SuppressionFile;
  let failing: boolean;
  let handle: ReturnType<typeof feedbackHandler>;
  const logged: unknown[] = [];

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'parley-feedback-app-'));
    const ledger = await FileLedger.open(join(folder, 'ledger.jsonl'));
    suppression = await SuppressionFile.open(join(folder, 'suppressions.jsonl'));
    const consent = await ConsentFile.open(join(folder, 'consents.jsonl'));
    failing = false;
    const flaky = { suppressed: suppression.suppressed.bind(suppression), suppress: (all: Parameters<SuppressionFile['suppress']>[0]) => (failing && all[0]?.reason === 'opted-out' ? Promise.reject(new Error('throttled')) : suppression.suppress(all)) };
    const store = new FeedbackObjects(new FolderObjectStore({ events: folder }), 's3://events/feedback/');
    handle = feedbackHandler({ messages: ledger, ledger, suppression: flaky, consent, store, clock: () => new Date('2026-07-02T00:00:00Z'), purpose: 'marketing', log: (counts) => logged.push(counts) });
    close = async () => {
      for (const file of [ledger, suppression, consent]) await file.close();
    };
  });
  afterEach(async () => {
    await close();
    await rm(folder, { recursive: true, force: true });
  });
  const context = {} as Context;
  const event = fixture as unknown as SQSEvent;
  const both = [addressSubject('email', 'recipient@example.com'), addressSubject('sms', '+14255550182')];

  it('gives back the messages that failed, and those alone, and takes them the second time', async () => {
    failing = true;
    expect(await handle(event, context)).toEqual({ batchItemFailures: [{ itemIdentifier: 'reply' }] });
    expect([...(await suppression.suppressed(both))]).toEqual([both[0]]);
    failing = false;
    expect(await handle(event, context)).toEqual({ batchItemFailures: [] });
    expect((await suppression.suppressed(both)).size).toBe(2);
    expect(JSON.stringify(logged)).not.toMatch(/example\.com|5550182/);
  });

  it('fails whole where every message fails', async () => {
    failing = true;
    const replies = { Records: event.Records.filter(({ messageId }) => messageId === 'reply') };
    await expect(handle(replies, context)).rejects.toThrow(/failed/i);
  });
});
