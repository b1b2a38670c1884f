import { createHash } from 'node:crypto';
import type { ObjectStore } from '@parley/object-store';
import { dayOfFeedback } from './feedback-place';
import type { FeedbackStore } from './feedback-store';
import type { PinpointEnvelope } from './first-party-event';

/** Puts under way at a time. */
const AT_ONCE = 16;

/**
 * The feedback store over objects: one event an object, named by its id below its day, so that writing it again changes nothing
 * and no two workers need to agree. A reader of the prefix sees each event once.
 */
export class FeedbackObjects implements FeedbackStore {
  /** `prefix`: an object URI that ends in `/`. */
  constructor(
    private readonly store: ObjectStore,
    private readonly prefix: string,
  ) {}

  add(events: readonly PinpointEnvelope[]): Promise<number> {
    return this.put(new Map(events.map((event) => [this.uriOf(event), `${JSON.stringify(event)}\n`])));
  }

  async keepUnread(texts: readonly string[]): Promise<void> {
    await this.put(new Map(texts.map((text) => [`${this.prefix}unread/${createHash('sha256').update(text).digest('hex')}.json`, `${JSON.stringify(text)}\n`])));
  }

  private uriOf({ event_timestamp: at, attributes: { feedback_id: id } }: PinpointEnvelope): string {
    return `${dayOfFeedback(this.prefix, new Date(at).toISOString().slice(0, 10))}${id}.json`;
  }

  private async put(objects: ReadonlyMap<string, string>): Promise<number> {
    const waiting = [...objects];
    let fresh = 0;
    const worker = async (): Promise<void> => {
      for (let next = waiting.pop(); next; next = waiting.pop()) {
        const [uri, body] = next;
        if (await this.store.exists(uri)) continue;
        await this.store.put(uri, body);
        fresh++;
      }
    };
    await Promise.all(Array.from({ length: Math.min(AT_ONCE, waiting.length) }, worker));
    return fresh;
  }
}
