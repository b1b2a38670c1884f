import { readPinpointEvents } from '@parley/first-party-events';
import { feedbackErrors } from '../errors';

/** What counts as a success of a campaign: an event of this type, after it went out and within so many days. */
export interface OutcomeWindow {
  type: string;
  /** The moment the campaign went out. */
  from: Date;
  days: number;
}

export interface Outcomes {
  /** Ids of those with at least one such event. */
  people: ReadonlySet<string>;
  /** Records that could not be read or name nobody. */
  unread: number;
}

const DAY = 86_400_000;
const MOST_DAYS = 365;

/** When the window of outcomes ends. */
export function windowEnd({ from, days }: OutcomeWindow): Date {
  return new Date(from.getTime() + days * DAY);
}

/**
 * Who had the outcome, from files of first-party events (Pinpoint's envelope). The window is open at its start and closed at its
 * end: what happened before a message went out is none of its doing.
 *
 * @throws inputError WINDOW_INVALID; those of `readPinpointEvents`.
 */
export async function readOutcomes(paths: readonly string[], window: OutcomeWindow): Promise<Outcomes> {
  if (!(window.days > 0 && window.days <= MOST_DAYS)) throw feedbackErrors.windowInvalid(window.days);
  const [after, until] = [window.from.getTime(), windowEnd(window).getTime()];
  const people = new Set<string>();
  let unread = 0;
  for (const path of paths) {
    for await (const record of readPinpointEvents(path)) {
      if (record.outcome !== 'Ok') unread++;
      else if (record.event.type === window.type && record.event.timestamp > after && record.event.timestamp <= until) people.add(record.event.clientId);
    }
  }
  return { people, unread };
}
