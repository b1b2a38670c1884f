import { setTimeout as pause } from 'node:timers/promises';
import { join } from 'node:path';
import { type BridgeEvent, bridgeEvent } from './event-bridge';
import { EventLog } from './event-log';
import { SentCount } from './sent-count';
import type { ServiceEvent, ServiceEvents } from './service-events';

export interface EventOutboxOptions {
  /** Holds `events.jsonl` and `events-sent`; without one, both are in memory. */
  folder?: string;
  /** For events whose resources don't say it. */
  region: string;
  clock: () => Date;
  /** Sends an event on; whoever gets it may get it twice. Rejects when it was not taken. */
  send?: (event: BridgeEvent, signal: AbortSignal) => Promise<void>;
  /** Told of each failure to send. */
  report?: (error: unknown) => void;
  sleep?: (milliseconds: number, signal: AbortSignal) => Promise<unknown>;
}

const WAIT = { first: 500, most: 60_000 };

/**
 * The service's event log, and the outbox that empties it: events are sent in their order, each again until it is taken, so
 * that one that is not taken holds back the later ones. A kill between sending and counting sends one twice, and loses none.
 */
export class EventOutbox implements ServiceEvents {
  readonly #options: EventOutboxOptions;
  readonly #log: EventLog;
  readonly #sent: SentCount;
  readonly #closing = new AbortController();
  #sending: Promise<void> | undefined;

  private constructor(options: EventOutboxOptions, log: EventLog, sent: SentCount) {
    this.#options = options;
    this.#log = log;
    this.#sent = sent;
  }

  /** Throws EVENTS_UNREADABLE, EVENTS_SENT_UNREADABLE (input). One process uses a folder at a time: the state's lock sees to it. */
  static async open(options: EventOutboxOptions): Promise<EventOutbox> {
    const { folder } = options;
    const log = await EventLog.open(folder && join(folder, 'events.jsonl'));
    const outbox = new EventOutbox(options, log, await SentCount.open(folder && join(folder, 'events-sent')));
    outbox.#wake();
    return outbox;
  }

  async record(event: ServiceEvent): Promise<void> {
    await this.#log.add(bridgeEvent(event, this.#options.region, this.#options.clock()));
    this.#wake();
  }

  /** Stops sending, at once; what was not taken is sent when the folder is next opened. */
  async close(): Promise<void> {
    this.#closing.abort();
    await this.#sending;
    await this.#log.close();
  }

  #wake(): void {
    const { send } = this.#options;
    if (!send || this.#closing.signal.aborted) return;
    this.#sending ??= this.#empty(send).finally(() => {
      this.#sending = undefined;
      if (this.#log.at(this.#sent.value)) this.#wake(); // recorded while the last look was over
    });
  }

  async #empty(send: NonNullable<EventOutboxOptions['send']>): Promise<void> {
    const { signal } = this.#closing;
    const { sleep = (milliseconds) => pause(milliseconds, undefined, { signal }), report = () => undefined } = this.#options;
    let wait = WAIT.first;
    for (let event = this.#log.at(this.#sent.value); event && !signal.aborted; event = this.#log.at(this.#sent.value)) {
      try {
        await send(event, signal);
        wait = WAIT.first;
        await this.#sent.add();
      } catch (error) {
        if (signal.aborted) return;
        report(error);
        await sleep(wait, signal).catch(() => undefined); // closing ends the pause
        wait = Math.min(wait * 2, WAIT.most);
      }
    }
  }
}
