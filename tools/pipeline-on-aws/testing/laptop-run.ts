import { DeferredFile } from '@parley/activation';
import { execFile } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { FAR_AWAY, type Messages, type Outcome, timeless } from './outcome';

const PARLEY = resolve(__dirname, '../../../apps/cli/bin/parley.mjs');

/** `parley rehearse`, as a user runs it. */
export async function rehearse(contract: string, data: string, out: string, now: Date): Promise<void> {
  await promisify(execFile)(process.execPath, [PARLEY, 'rehearse', '--contract', contract, '--data', data, '--out', out, '--approve', '--send-at', now.toISOString()], { maxBuffer: 2 ** 24 });
}

/** What a rehearsal left: report, receipt, segments, and the messages of its outbox. */
export async function laptopOutcome(out: string): Promise<Outcome> {
  const text = (path: string): string => readFileSync(join(out, path), 'utf8');
  const segments = Object.fromEntries(readdirSync(join(out, 'segments')).map((file) => [file, text(`segments/${file}`)]));
  const json = (path: string): Record<string, unknown> => JSON.parse(text(path)) as Record<string, unknown>;
  return { report: json('report.json'), receipt: json('receipt.json'), segments, messages: outbox(join(out, 'outbox')), deferred: await waiting(join(out, 'outbox/deferred.jsonl')) };
}

function outbox(folder: string): Messages {
  const files = (channel: string): [string, string][] => readdirSync(join(folder, channel)).map((file) => [file.replace(/\.\w+$/, ''), readFileSync(join(folder, channel, file), 'utf8')]);
  const fields = (channel: string, pick: (message: Record<string, unknown>) => unknown) => Object.fromEntries(files(channel).map(([hash, text]) => [hash, pick(JSON.parse(text) as Record<string, unknown>)]));
  return {
    email: Object.fromEntries(files('email').map(([hash, text]) => [hash, emailOf(text)])),
    sms: fields('sms', ({ to, body }) => ({ to, body })),
    push: fields('push', ({ to, service, title, body, url }) => ({ to, service, title, body, url })),
    'in-app': fields('in-app', ({ recipient, content }) => ({ recipient, content: timeless(content) })),
    custom: fields('custom', ({ recipient, campaign, runId, detail }) => ({ recipient, campaign, runId, message: detail })),
  };
}

/** The headers that matter; a long one is folded over lines. */
function emailOf(mime: string): object {
  const head = mime.slice(0, mime.indexOf('\r\n\r\n')).replaceAll(/\r\n[ \t]+/g, ' ');
  const header = (name: string): string | undefined => new RegExp(`^${name}: (.*)$`, 'im').exec(head)?.[1];
  return { to: header('To'), subject: header('Subject'), unsubscribe: header('List-Unsubscribe') };
}

async function waiting(path: string): Promise<unknown[]> {
  const file = await DeferredFile.open(path);
  const due = await file.due(FAR_AWAY);
  await file.close();
  return [...due];
}
