import { EventBridgeClient, PutEventsCommand, type PutEventsRequestEntry, type PutEventsResultEntry } from '@aws-sdk/client-eventbridge';
import { type Channel, type CustomMessage, messageHash, type Outcome, type SendResult } from '@parley/activation';
import { batches } from '../batches';
import { type Connection, sendingSettings } from './connection';
import { failureOf } from './failure';

export interface EventBusChannelProps {
  connection: Connection;
  /** Name or ARN of the bus. */
  bus: string;
  ratePerSecond: number;
}

/** PutEvents takes 10 entries and 256 KB a call (EventBridge guide, "PutEvents"). */
const MOST_ENTRIES = 10;
const MOST_CALL_BYTES = 256 * 1024;
/** What an entry holds besides source, detail-type and detail: its time counts 14 bytes. */
const TIME_BYTES = 14;

const [SOURCE, DETAIL_TYPE] = ['parley.owner', 'Parley Message'];

const OUTCOMES: Readonly<Record<string, Outcome>> = { ThrottlingException: 'throttled', InternalFailure: 'throttled', InternalException: 'throttled' };

/**
 * Messages of the custom channel as events: `source` parley.owner, `detail-type` Parley Message, and in `detail` the message's
 * `id` (`messageHash`, the same whenever it comes again), campaign, run, recipient and `message`. EventBridge may deliver
 * an event to a target more than once: a target that acts on people keeps the ids.
 */
export class EventBusChannel implements Channel<CustomMessage> {
  readonly name = 'custom';
  readonly batchSize = MOST_ENTRIES;
  readonly ratePerSecond: number;
  private readonly client: EventBridgeClient;

  constructor(private readonly props: EventBusChannelProps) {
    this.ratePerSecond = props.ratePerSecond;
    this.client = new EventBridgeClient(sendingSettings(props.connection));
  }

  async send(batch: readonly CustomMessage[]): Promise<SendResult[]> {
    const ready = batch.map((message) => ({ key: message.key, entry: this.entryOf(message) }));
    const tooLarge = ready.filter((one) => bytesOf(one) > MOST_CALL_BYTES);
    const results: SendResult[] = tooLarge.map(({ key }) => ({ key, outcome: 'failed', detail: `the event has more than ${MOST_CALL_BYTES} bytes` }));
    const fit = ready.filter((one) => bytesOf(one) <= MOST_CALL_BYTES);
    for (const part of batches(fit, MOST_ENTRIES, MOST_CALL_BYTES, bytesOf)) results.push(...(await this.call(part)));
    return results;
  }

  close(): void {
    this.client.destroy();
  }

  private async call(part: readonly { key: string; entry: PutEventsRequestEntry }[]): Promise<SendResult[]> {
    try {
      const { Entries: answers = [] } = await this.client.send(new PutEventsCommand({ Entries: part.map(({ entry }) => entry) }));
      return part.map(({ key }, index) => resultOf(key, answers[index]));
    } catch (error) {
      const failure = failureOf(error);
      return part.map(({ key }) => ({ key, ...failure }));
    }
  }

  private entryOf({ key, campaign, runId, recipient, detail, at }: CustomMessage): PutEventsRequestEntry {
    const body = { id: messageHash(key), campaign, runId, recipient, message: detail };
    return { EventBusName: this.props.bus, Source: SOURCE, DetailType: DETAIL_TYPE, Time: at, Detail: JSON.stringify(body) };
  }
}

function resultOf(key: string, answer: PutEventsResultEntry | undefined): SendResult {
  const { EventId: providerId, ErrorCode: code } = answer ?? {};
  if (providerId !== undefined) return { key, outcome: 'sent', providerId };
  if (code === undefined) return { key, outcome: 'unknown', detail: 'EventBridge left it out of its answer' };
  return { key, outcome: OUTCOMES[code] ?? 'failed', detail: code };
}

function bytesOf({ entry: { Source = '', DetailType = '', Detail = '' } }: { entry: PutEventsRequestEntry }): number {
  return TIME_BYTES + Buffer.byteLength(Source) + Buffer.byteLength(DetailType) + Buffer.byteLength(Detail);
}
