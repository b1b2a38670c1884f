import { spawnSync } from 'node:child_process';
import { mkdtemp, readdir, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { channelCases } from './channel-cases';
import type { EmailMessage } from './channel';
import { messageHash } from './compose-mime';
import { EmailOutbox } from './email-outbox';
import { CHANNEL_CASE_KEYS } from './sample-message';

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

describe('e-mail outbox', () => {
  const cases = channelCases('email', async () => {
    const folder = await newFolder();
    const keys = new Map(CHANNEL_CASE_KEYS.map((key) => [messageHash(key), key]));
    return { channel: new EmailOutbox(folder), delivered: async () => (await readdir(folder)).map((file) => keys.get(file.replace('.eml', '')) ?? file) };
  });
  it.each(cases)('$title', ({ run }) => run());

  it('writes a message that mail programs read: headers, both parts, one-click unsubscribe', async () => {
    const outbox = new EmailOutbox(await newFolder());
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
    const [one, two] = [new EmailOutbox(await newFolder()), new EmailOutbox(await newFolder())];
    await one.send([MESSAGE]);
    await two.send([MESSAGE]);
    expect(await readFile(one.fileOf(MESSAGE.key))).toEqual(await readFile(two.fileOf(MESSAGE.key)));
  });

  it('keeps the address out of the file name, and half-written files out of sight', async () => {
    const folder = await newFolder();
    const outbox = new EmailOutbox(folder);
    const killed = spawnSync(process.execPath, ['-e', '']).pid;
    await writeFile(join(folder, `.parley-tmp-${killed}-0a1b2c3d-1.eml`), 'half');
    expect(await outbox.lookup([MESSAGE.key])).toEqual(new Map([[MESSAGE.key, 'not-sent']]));
    await outbox.send([MESSAGE]);
    expect(await readdir(folder)).toEqual([`${messageHash(MESSAGE.key)}.eml`]);
  });
});
