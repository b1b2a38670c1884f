import { access, mkdir, open, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Channel, OutgoingMessage, SendResult } from './channel';
import { composeMime, messageHash } from './compose-mime';
import { isMailbox } from './mailbox';
import { syncFolder } from './sync-folder';

/**
 * The e-mail channel of a laptop: each message becomes a real MIME file, and nothing leaves the machine. A file's name is a
 * hash of the message's key, so a crash can always be told apart: the message was sent if its whole file is there.
 */
export class EmailOutbox implements Channel {
  readonly name = 'email';

  constructor(private readonly folder: string) {}

  async send(batch: readonly OutgoingMessage[]): Promise<SendResult[]> {
    await mkdir(this.folder, { recursive: true });
    // All come to rest before an error leaves here: whoever looks up next must see a still folder.
    const settled = await Promise.allSettled(batch.map((message) => this.sendOne(message)));
    await syncFolder(this.folder);
    return settled.map((one) => {
      if (one.status === 'rejected') throw one.reason;
      return one.value;
    });
  }

  async lookup(keys: readonly string[]): Promise<Map<string, 'sent' | 'not-sent'>> {
    const found = await Promise.all(keys.map(async (key) => [key, (await exists(this.fileOf(key))) ? 'sent' : 'not-sent'] as const));
    return new Map(found);
  }

  /** Where the message with this key lies, if it was sent. */
  fileOf(key: string): string {
    return join(this.folder, `${messageHash(key)}.eml`);
  }

  private async sendOne(message: OutgoingMessage): Promise<SendResult> {
    if (!isMailbox(message.to)) return { key: message.key, outcome: 'failed', detail: 'the address is not one mailbox' };
    const file = this.fileOf(message.key);
    if (await exists(file)) return { key: message.key, outcome: 'sent' };
    await writeWhole(file, await composeMime(message));
    return { key: message.key, outcome: 'sent' };
  }
}

async function writeWhole(path: string, body: Buffer): Promise<void> {
  const half = `${path}.tmp`;
  try {
    await writeSynced(half, body);
    await rename(half, path);
  } catch (error) {
    await rm(half, { force: true });
    throw error;
  }
}

async function writeSynced(path: string, body: Buffer): Promise<void> {
  const file = await open(path, 'w');
  try {
    await file.writeFile(body);
    await file.datasync();
  } finally {
    await file.close();
  }
}

async function exists(path: string): Promise<boolean> {
  try {
    await access(path);
    return true;
  } catch (error) {
    if (typeof error === 'object' && error !== null && 'code' in error && error.code === 'ENOENT') return false;
    throw error;
  }
}
