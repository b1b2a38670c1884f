import { createHash } from 'node:crypto';
import { dirname, join } from 'node:path';
import { AppendLog } from '@parley/files';
import { feedbackErrors } from './errors';
import type { FeedbackStore } from './feedback-store';
import type { PinpointEnvelope } from './first-party-event';

/**
 * The feedback store of a laptop: `events.jsonl` in Pinpoint's envelope, and `unread.jsonl` beside it. One process at a time, under
 * the ledger's lock; the ids of all events are held in memory.
 */
export class FeedbackFile implements FeedbackStore {
  private constructor(
    private readonly events: Lines,
    private readonly unread: Lines,
  ) {}

  static async open(path: string): Promise<FeedbackFile> {
    return new FeedbackFile(await Lines.open(path, idOfEvent), await Lines.open(join(dirname(path), 'unread.jsonl'), (line) => digest(line)));
  }

  add(events: readonly PinpointEnvelope[]): Promise<number> {
    return this.events.add(events.map((event) => [event.attributes.feedback_id, JSON.stringify(event)]));
  }

  async keepUnread(texts: readonly string[]): Promise<void> {
    await this.unread.add(texts.map((text) => JSON.stringify(text)).map((line) => [digest(line), line]));
  }

  async close(): Promise<void> {
    await this.events.close();
    await this.unread.close();
  }
}

/** A log of lines, each id once. */
class Lines {
  private constructor(
    private readonly log: AppendLog,
    private readonly ids: Set<string>,
  ) {}

  static async open(path: string, idOf: (line: string) => string | undefined): Promise<Lines> {
    const ids = new Set<string>();
    const log = await AppendLog.open(path, (line, number) => {
      const id = idOf(line);
      if (id === undefined) throw feedbackErrors.storeDamaged(path, number);
      ids.add(id);
    });
    return new Lines(log, ids);
  }

  async add(lines: readonly (readonly [id: string, line: string])[]): Promise<number> {
    const fresh = [...new Map(lines)].filter(([id]) => !this.ids.has(id));
    if (fresh.length > 0) await this.log.append(...fresh.map(([, line]) => line));
    for (const [id] of fresh) this.ids.add(id);
    return fresh.length;
  }

  close(): Promise<void> {
    return this.log.close();
  }
}

function idOfEvent(line: string): string | undefined {
  try {
    const { attributes } = JSON.parse(line) as Partial<PinpointEnvelope>;
    return attributes?.feedback_id;
  } catch {
    return undefined;
  }
}

const digest = (text: string): string => createHash('sha256').update(text).digest('hex');
