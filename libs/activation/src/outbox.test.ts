import { spawnSync } from 'node:child_process';
import { mkdtemp, readdir, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CHANNELS } from '@parley/owner-plan';
import type { ChannelName, EmailMessage } from './channel';
import { type ChannelCase, channelCases } from './channel-cases';
import { messageHash } from './message-hash';
import { outboxOf } from './outbox';
import { CHANNEL_CASE_KEYS, sampleMessage } from './sample-message';

const newFolder = (): Promise<string> => mkdtemp(join(tmpdir(), 'parley-outbox-'));

const MESSAGE: EmailMessage = {
  channel: 'email',
  recipient: 'c17',
  campaign: 'spring',
  runId: 'run-1',
  key: 'spring|run-1|c17|email',
  to: 'ada.lovelace@example.com',
  from: 'Example Shop <hello@shop.example.com>',
  subject: 'Grüße für Ada',
  html: '<p>Hello Ada, naïve café</p>',
  text: 'Hello Ada, naïve café\n',
  unsubscribeUrl: `https://shop.example.com/unsubscribe?t=${'x'.repeat(140)}.y`,
  at: new Date('2026-07-01T12:00:00Z'),
};

const keyOfFile = new Map(CHANNEL_CASE_KEYS.map((key) => [messageHash(key), key]));

/** Keys of the messages in an outbox. */
async function delivered(folder: string): Promise<string[]> {
  const files = await readdir(folder).catch(() => []);
  return files.map((file) => keyOfFile.get(file.replace(/\.(?:eml|json)$/, '')) ?? file);
}

/** Every case of one channel's outbox. */
function casesOf<N extends ChannelName>(name: N): ChannelCase[] {
  return channelCases(name, async () => {
    const folder = await newFolder();
    return { channel: outboxOf(name, folder), delivered: () => delivered(folder) };
  });
}

describe.each(CHANNELS.map((name) => [name, casesOf(name)] as const))('outbox of %s', (_name, cases) => {
  it.each(cases)('$title', ({ run }) => run());
});

describe('an outbox of messages in JSON', () => {
  it('holds the whole message, the same bytes for the same message', async () => {
    const [one, two] = [outboxOf('push', await newFolder()), outboxOf('push', await newFolder())];
    const message = sampleMessage('push', 'a');
    await one.send([message]);
    await two.send([message]);
    const bytes = await readFile(one.fileOf('a'), 'utf8');
    expect(JSON.parse(bytes)).toEqual({ ...message, at: message.at.toISOString() });
    expect(await readFile(two.fileOf('a'), 'utf8')).toBe(bytes);
  });
});

describe('e-mail outbox', () => {
  it('writes a message that mail programs read: headers, both parts, one-click unsubscribe', async () => {
    const outbox = outboxOf('email', await newFolder());
    await outbox.send([MESSAGE]);
    const mime = await readFile(outbox.fileOf(MESSAGE.key), 'utf8');
    const headers = mime.slice(0, mime.indexOf('\r\n\r\n')).replace(/\r\n[ \t]+/g, ' ');
    expect(headers).toContain('From: Example Shop <hello@shop.example.com>');
    expect(headers).toContain('To: ada.lovelace@example.com');
    expect(headers).toContain('Date: Wed, 01 Jul 2026 12:00:00 +0000');
    expect(headers).toMatch(/^Subject: =\?UTF-8\?/m);
    expect(headers).toMatch(/^Message-ID: <[\da-f]{40}@shop\.example\.com>$/m);
    expect(headers).toContain('List-Unsubscribe-Post: List-Unsubscribe=One-Click');
    expect(headers).toContain(`List-Unsubscribe: <${MESSAGE.unsubscribeUrl}>`);
    expect(headers).toMatch(/Content-Type: multipart\/alternative/);
    expect(mime.indexOf('text/plain')).toBeLessThan(mime.indexOf('text/html'));
  });

  it('writes the same bytes for the same message', async () => {
    const [one, two] = [outboxOf('email', await newFolder()), outboxOf('email', await newFolder())];
    await one.send([MESSAGE]);
    await two.send([MESSAGE]);
    expect(await readFile(one.fileOf(MESSAGE.key))).toEqual(await readFile(two.fileOf(MESSAGE.key)));
  });

  it('keeps the address out of the file name, and half-written files out of sight', async () => {
    const folder = await newFolder();
    const outbox = outboxOf('email', folder);
    const killed = spawnSync(process.execPath, ['-e', '']).pid;
    await writeFile(join(folder, `.parley-tmp-${killed}-0a1b2c3d-1.eml`), 'half');
    expect(await outbox.lookup([MESSAGE.key])).toEqual(new Map([[MESSAGE.key, 'not-sent']]));
    await outbox.send([MESSAGE]);
    expect(await readdir(folder)).toEqual([`${messageHash(MESSAGE.key)}.eml`]);
  });
});
