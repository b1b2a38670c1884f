import { AppendLog } from '@parley/files';
import { type BridgeEvent, bridgeEventSchema } from './event-bridge';
import { eventsUnreadable } from './errors';

/** Every event, in the order they were recorded: in memory, and one a line of a file where there is one. */
export class EventLog {
  readonly #log: AppendLog | undefined;
  readonly #events: BridgeEvent[];
  readonly #ids: Set<string>;
  #last: Promise<unknown> = Promise.resolve();

  private constructor(events: BridgeEvent[], log?: AppendLog) {
    this.#events = events;
    this.#ids = new Set(events.map(({ id }) => id));
    this.#log = log;
  }

  /** Throws EVENTS_UNREADABLE (input). */
  static async open(file?: string): Promise<EventLog> {
    const events: BridgeEvent[] = [];
    if (file === undefined) return new EventLog(events);
    const log = await AppendLog.open(file, (line, number) => {
      const event = read(line);
      if (!event) throw eventsUnreadable(file, number);
      events.push(event);
    });
    return new EventLog(events, log);
  }

  /** Adds an event, unless one of its id is there. It is on disk when this resolves. */
  add(event: BridgeEvent): Promise<void> {
    const written = this.#addAfter(this.#last, event);
    this.#last = written.catch(() => undefined);
    return written;
  }

  /** Counts from 0. */
  at(index: number): BridgeEvent | undefined {
    return this.#events[index];
  }

  async close(): Promise<void> {
    await this.#last;
    await this.#log?.close();
  }

  async #addAfter(earlier: Promise<unknown>, event: BridgeEvent): Promise<void> {
    await earlier;
    if (this.#ids.has(event.id)) return;
    await this.#log?.append(JSON.stringify(event));
    this.#ids.add(event.id);
    this.#events.push(event);
  }
}

function read(line: string): BridgeEvent | undefined {
  try {
    return bridgeEventSchema.parse(JSON.parse(line));
  } catch {
    return undefined;
  }
}
