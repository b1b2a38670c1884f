import { access, mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { clearLeftovers, systemCode, writeFilesAtomically } from '@parley/files';
import type { Channel, EmailMessage, SendResult } from './channel';
import { composeMime, messageHash } from './compose-mime';
import { isMailbox } from './mailbox';

/**
 * The e-mail channel of a laptop: each message becomes a real MIME file, and nothing leaves the machine. A file's name is a
 * hash of the message's key, so a crash can always be told apart: the message was sent if its whole file is there.
 * One process sends at a time: the ledger's lock sees to that.
 */
export class EmailOutbox implements Channel<EmailMessage> {
  readonly name = 'email';
  readonly batchSize = 50;
  readonly ratePerSecond = Number.POSITIVE_INFINITY;
  /** Names of the messages in the folder: listed once, not asked for one by one. */
  private sent: Set<string> | undefined;

  constructor(private readonly folder: string) {}

  async send(batch: readonly EmailMessage[]): Promise<SendResult[]> {
    const sent = (this.sent ??= await this.open());
    const fresh = batch.filter(({ key, to }) => isMailbox(to) && !sent.has(nameOf(key)));
    const files = await Promise.all(fresh.map(async (message) => ({ name: nameOf(message.key), body: await composeMime(message) })));
    await writeFilesAtomically(this.folder, files);
    for (const { name } of files) sent.add(name);
    return batch.map(({ key, to }) => (isMailbox(to) ? { key, outcome: 'sent' } : { key, outcome: 'failed', invalidAddress: true, detail: 'the address is not one mailbox' }));
  }

  async lookup(keys: readonly string[]): Promise<Map<string, 'sent' | 'not-sent'>> {
    const found = await Promise.all(keys.map(async (key) => [key, (await exists(this.fileOf(key))) ? 'sent' : 'not-sent'] as const));
    return new Map(found);
  }

  /** Where the message with this key lies, if it was sent. */
  fileOf(key: string): string {
    return join(this.folder, nameOf(key));
  }

  private async open(): Promise<Set<string>> {
    await mkdir(this.folder, { recursive: true });
    await clearLeftovers(this.folder);
    return new Set(await readdir(this.folder));
  }
}

function nameOf(key: string): string {
  return `${messageHash(key)}.eml`;
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
