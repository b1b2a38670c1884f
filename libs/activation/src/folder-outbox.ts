import { access, mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { clearLeftovers, systemCode, writeFilesAtomically } from '@parley/files';
import type { Channel, OutgoingMessage, SendResult } from './channel';
import { messageHash } from './message-hash';

/** What is a channel's own about its outbox. */
export interface OutboxFormat<M extends OutgoingMessage> {
  name: M['channel'];
  extension: string;
  /** Why nothing can be sent to a message's address, without the address; undefined if it can. */
  badAddress(message: M): string | undefined;
  /** The same message, the same bytes. */
  body(message: M): Promise<Buffer | string> | Buffer | string;
}

/**
 * A channel of a laptop: each message becomes a file, and nothing leaves the machine. A file's name is a hash of the
 * message's key, so a crash can always be told apart: the message was sent if its whole file is there.
 * One process sends at a time: the ledger's lock sees to that.
 */
export class FolderOutbox<M extends OutgoingMessage> implements Channel<M> {
  readonly batchSize = 50;
  readonly ratePerSecond = Number.POSITIVE_INFINITY;
  /** Names of the messages in the folder: listed once, not asked for one by one. */
  private opening: Promise<Set<string>> | undefined;

  constructor(
    private readonly folder: string,
    private readonly format: OutboxFormat<M>,
  ) {}

  get name(): M['channel'] {
    return this.format.name;
  }

  async send(batch: readonly M[]): Promise<SendResult[]> {
    const sent = await (this.opening ??= this.open());
    const results = batch.map((message): SendResult => {
      const bad = this.format.badAddress(message);
      const { key } = message;
      return bad === undefined ? { key, outcome: 'sent', providerId: messageHash(key) } : { key, outcome: 'failed', invalidAddress: true, detail: bad };
    });
    const fresh = batch.filter(({ key }, index) => results[index]?.outcome === 'sent' && !sent.has(this.nameOf(key)));
    const files = await Promise.all(fresh.map(async (message) => ({ name: this.nameOf(message.key), body: await this.format.body(message) })));
    await writeFilesAtomically(this.folder, files);
    for (const { name } of files) sent.add(name);
    return results;
  }

  async lookup(keys: readonly string[]): Promise<Map<string, 'sent' | 'not-sent'>> {
    const found = await Promise.all(keys.map(async (key) => [key, (await exists(this.fileOf(key))) ? 'sent' : 'not-sent'] as const));
    return new Map(found);
  }

  /** Where the message with this key lies, if it was sent. */
  fileOf(key: string): string {
    return join(this.folder, this.nameOf(key));
  }

  private nameOf(key: string): string {
    return `${messageHash(key)}.${this.format.extension}`;
  }

  private async open(): Promise<Set<string>> {
    await mkdir(this.folder, { recursive: true });
    await clearLeftovers(this.folder);
    return new Set(await readdir(this.folder));
  }
}

async function exists(path: string): Promise<boolean> {
  try {
    await access(path);
    return true;
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return false;
    throw error;
  }
}
