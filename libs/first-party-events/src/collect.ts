import { wrongMembers } from './envelope';
import { parseJson } from './event';
import { judgeNewEvent, type NewEvent } from './judge-new-event';
import { LONGEST_BODY, MOST_EVENTS } from './limits';
import { putEvents, putEventsAnswer, putEventsBody } from './put-events';
import { putRecords, type SendRecords, type Wait } from './put-records';

export interface CollectPorts {
  send: SendRecords;
  wait: Wait;
  /** Milliseconds since 1970. */
  now(): number;
  /** For an event that brings none. */
  newId(): string;
}

export interface CollectAnswer {
  status: number;
  body: object;
  /** Of the request's events. */
  counts: { accepted: number; refused: number; tryAgain: number };
}

/** What a body holds, and how it is answered. */
interface Request {
  judge: ((now: number) => NewEvent)[];
  answer(statuses: { StatusCode: number; Message: string }[]): object;
}

/**
 * Takes a request's body: one event, an array, `{events: […]}`, or the body of Pinpoint's PutEvents. Each event is accepted
 * (202), refused (400, with the reason), or to be sent again (503); good ones do not wait for others. Answers 202 if any was
 * accepted, else 503 if any may be sent again, else 400.
 */
export async function collect(body: string, { send, wait, now, newId }: CollectPorts): Promise<CollectAnswer> {
  if (Buffer.byteLength(body) > LONGEST_BODY) return unreadable(413, `the body is longer than ${LONGEST_BODY} bytes`);
  const request = requestOf(parseJson(body));
  if (typeof request === 'string') return unreadable(400, request);
  if (request.judge.length > MOST_EVENTS) return unreadable(413, `more than ${MOST_EVENTS} events in one request`);
  const time = now();
  const judged = request.judge.map((judge) => judge(time));
  const good = judged.flatMap((one) => ('event' in one ? [Buffer.from(`${JSON.stringify({ ...one.event, event_id: one.event.event_id ?? newId() })}\n`)] : []));
  const taken = (await putRecords(good, send, wait)).values();
  const statuses = judged.map((one) => ('refused' in one ? refusedWith(one.refused) : taken.next().value === true ? ACCEPTED : TRY_AGAIN));
  const count = (code: number): number => statuses.filter(({ StatusCode }) => StatusCode === code).length;
  const counts = { accepted: count(202), refused: count(400), tryAgain: count(503) };
  return { status: counts.accepted > 0 ? 202 : counts.tryAgain > 0 ? 503 : 400, body: request.answer(statuses), counts };
}

const ACCEPTED = { StatusCode: 202, Message: 'Accepted' };
const TRY_AGAIN = { StatusCode: 503, Message: 'send it again' };
const refusedWith = (Message: string): { StatusCode: number; Message: string } => ({ StatusCode: 400, Message });

function unreadable(status: number, message: string): CollectAnswer {
  return { status, body: { message }, counts: { accepted: 0, refused: 0, tryAgain: 0 } };
}

function requestOf(given: unknown): Request | string {
  if (typeof given !== 'object' || given === null) return 'the body is no JSON object or array';
  if ('BatchItem' in given) {
    const parsed = putEventsBody.safeParse(given);
    if (!parsed.success) return wrongMembers(parsed.error);
    const events = putEvents(parsed.data);
    if (events.length === 0) return NO_EVENT;
    return { judge: events.map((event) => event.judge), answer: (statuses) => putEventsAnswer(events, statuses) };
  }
  const events: unknown[] = Array.isArray(given) ? given : 'events' in given && Array.isArray(given.events) ? given.events : [given];
  if (events.length === 0) return NO_EVENT;
  return { judge: events.map((event) => (now) => judgeNewEvent(event, now)), answer: (statuses) => ({ results: statuses.map(({ StatusCode, Message }) => ({ status: StatusCode, message: Message })) }) };
}

const NO_EVENT = 'there is no event in the body';
