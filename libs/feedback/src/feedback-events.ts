import { days, type EventSource, type EventSpan, type FoundEvent, judgeRecord } from '@parley/first-party-events';
import type { ObjectStore } from '@parley/object-store';
import { dayOfFeedback } from './feedback-place';

/** Objects read at a time. */
const AT_ONCE = 16;

/** What `FeedbackObjects` wrote, read back as events: each once, since an object is named by the event's id. */
export class FeedbackEvents implements EventSource {
  /** `prefix`: as that of `FeedbackObjects`. */
  constructor(
    private readonly store: Pick<ObjectStore, 'get' | 'list'>,
    private readonly prefix: string,
  ) {}

  /** An object an event is many: where no type is feedback's, none is opened. */
  async read({ start, end, types }: EventSpan, take: (found: FoundEvent) => void): Promise<void> {
    if (!types.some(isFeedback)) return;
    for (const day of days(start, end)) {
      const uris = await this.store.list(dayOfFeedback(this.prefix, day));
      for (let from = 0; from < uris.length; from += AT_ONCE) {
        const bodies = await Promise.all(uris.slice(from, from + AT_ONCE).map((uri) => this.store.get(uri)));
        for (const body of bodies) take(judgeRecord(body.toString('utf8')));
      }
    }
  }
}

/** All that `firstPartyEvent` names begins so, and so did Pinpoint's own. */
const isFeedback = (type: string): boolean => type.startsWith('_');
