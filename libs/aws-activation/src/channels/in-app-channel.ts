import type { Channel, InAppMessage, SendResult } from '@parley/activation';
import type { DynamoInbox } from '../dynamodb/dynamo-inbox';
import { failureOf } from './failure';

const MOST_TOGETHER = 25;
/** DynamoDB takes 400 KB an item; the rest of it is small. */
const MOST_CONTENT_BYTES = 350_000;

/**
 * Messages for the inbox inside the app. A message put in twice is there once, and the inbox knows what is in it: no outcome
 * stays unknown.
 */
export class InAppChannel implements Channel<InAppMessage> {
  readonly name = 'in-app';
  readonly batchSize = MOST_TOGETHER;

  constructor(
    private readonly inbox: DynamoInbox,
    readonly ratePerSecond: number,
  ) {}

  /** @throws what DynamoDB says, but for throttling: the outcome is then to be looked up */
  async send(batch: readonly InAppMessage[]): Promise<SendResult[]> {
    const fit = batch.filter(({ content }) => bytesOf(content) <= MOST_CONTENT_BYTES);
    const results: SendResult[] = batch.filter((message) => !fit.includes(message)).map(({ key }) => ({ key, outcome: 'failed', detail: `the content has more than ${MOST_CONTENT_BYTES} bytes` }));
    try {
      await this.inbox.put(fit);
      return [...results, ...fit.map(({ key }): SendResult => ({ key, outcome: 'sent' }))];
    } catch (error) {
      const failure = failureOf(error);
      if (failure.outcome !== 'throttled') throw error;
      const found = await this.inbox.has(fit.map(({ key }) => key)); // a part may be in
      return [...results, ...fit.map(({ key }): SendResult => (found.has(key) ? { key, outcome: 'sent' } : { key, ...failure }))];
    }
  }

  async lookup(keys: readonly string[]): Promise<Map<string, 'sent' | 'not-sent'>> {
    const found = await this.inbox.has(keys);
    return new Map(keys.map((key) => [key, found.has(key) ? 'sent' : 'not-sent']));
  }
}

function bytesOf(content: object): number {
  return Buffer.byteLength(JSON.stringify(content));
}
