// The body of Pinpoint's PutEvents (API model of mobiletargeting, EventsRequest), and its answer.
import { z } from 'zod';
import { canonical } from './canonical';
import { wrongMembers } from './envelope';
import { judged, type NewEvent } from './judge-new-event';

const session = z.looseObject({ Id: z.string(), StartTimestamp: z.string(), StopTimestamp: z.string().optional() });

const item = z.looseObject({
  EventType: z.string(),
  Timestamp: z.iso.datetime({ offset: true }),
  Attributes: z.record(z.string(), z.string()).optional(),
  Metrics: z.record(z.string(), z.number()).optional(),
  Session: session.optional(),
  AppPackageName: z.string().optional(),
  AppTitle: z.string().optional(),
  AppVersionCode: z.string().optional(),
  SdkName: z.string().optional(),
  ClientSdkVersion: z.string().optional(),
});

export const putEventsBody = z.object({
  BatchItem: z.record(z.string(), z.looseObject({ Endpoint: z.looseObject({ User: z.looseObject({ UserId: z.string().optional() }).optional() }).optional(), Events: z.record(z.string(), z.unknown()) })),
});

export interface PutEvent {
  endpoint: string;
  id: string;
  judge(now: number): NewEvent;
}

/** The events of a body, in its order. Of the endpoint only its user's key is read: addresses stay out of events. */
export function putEvents({ BatchItem }: z.infer<typeof putEventsBody>): PutEvent[] {
  return Object.entries(BatchItem).flatMap(([endpoint, { Endpoint, Events }]) =>
    Object.entries(Events).map(([id, given]) => ({ endpoint, id, judge: (now: number) => judge(id, given, Endpoint?.User?.UserId || endpoint, now) })),
  );
}

function judge(id: string, given: unknown, clientId: string, now: number): NewEvent {
  const parsed = item.safeParse(given);
  if (!parsed.success) return { refused: wrongMembers(parsed.error) };
  const { EventType, Timestamp, Attributes, Metrics, Session, AppPackageName, AppTitle, AppVersionCode, SdkName, ClientSdkVersion } = parsed.data;
  const envelope = {
    event_id: id,
    event_type: EventType,
    event_timestamp: Date.parse(Timestamp),
    application: { package_name: AppPackageName, title: AppTitle, version_code: AppVersionCode, sdk: { name: SdkName, version: ClientSdkVersion } },
    client: { client_id: clientId },
    session: Session && { session_id: Session.Id, start_timestamp: ms(Session.StartTimestamp), stop_timestamp: ms(Session.StopTimestamp) },
    attributes: Attributes,
    metrics: Metrics,
  };
  return judged(canonical.safeParse(envelope), now);
}

/** Not a number where the text is no time; the schema of the envelope refuses that. */
const ms = (text: string | undefined): number | undefined => (text === undefined ? undefined : Date.parse(text));

/** The answer of PutEvents: one status an event. */
export function putEventsAnswer(events: readonly PutEvent[], statuses: readonly { StatusCode: number; Message: string }[]): object {
  const Results: Record<string, { EndpointItemResponse: object; EventsItemResponse: Record<string, object> }> = {};
  events.forEach(({ endpoint, id }, index) => {
    Results[endpoint] ??= { EndpointItemResponse: { StatusCode: 202, Message: 'Accepted' }, EventsItemResponse: {} };
    Results[endpoint].EventsItemResponse[id] = statuses[index] ?? {};
  });
  return { Results };
}
