import { inputError } from '@parley/errors';
import { applyFeedback, type FeedbackCounts, FeedbackFile } from '@parley/feedback';
import { readLines } from '@parley/files';
import { PURPOSE } from '@parley/pipeline';
import { Command } from 'commander';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { noRun } from '../rehearsal/errors';
import { workFolder } from '../rehearsal/run-folder';
import { openSendingFiles } from '../rehearsal/sending-files';
import { withOutLock } from '../rehearsal/with-out-lock';
import type { Terminal } from '../terminal';

interface Flags {
  in: string;
  out: string;
}

const EXAMPLES = `
Examples:
  $ parley feedback --in ses-events.jsonl
  $ parley feedback --in events.jsonl --out trial --json

One event a line, as SES, End User Messaging, SNS and EventBridge write them. Bounces for good, complaints and STOP suppress;
messages whose outcome a crash hid are known to have gone out; each becomes a first-party event in out/feedback/events.jsonl.
The same file twice changes nothing. What could not be read is kept in out/feedback/unread.jsonl.`;

/** Lines that are applied at a time. */
const AT_A_TIME = 1000;

/** `parley feedback`: what the channels told of a run's messages. On AWS a function does it as events come. */
export function feedbackCommand(terminal: () => Terminal): Command {
  return new Command('feedback')
    .description('take in what channels tell of messages: deliveries, bounces, complaints, replies')
    .requiredOption('--in <file>', 'events, one a line')
    .option('--out <dir>', 'the folder of the run', 'out')
    .addHelpText('after', EXAMPLES)
    .action(async (flags: Flags) => {
      const out = resolve(flags.out);
      if (!existsSync(flags.in)) throw inputError('USAGE', { file: flags.in, message: 'there is no such file', repair: 'correct --in' });
      if (!existsSync(workFolder(out))) throw noRun(out);
      const counts = await withOutLock(out, () => takeIn(flags.in, out));
      if (terminal().json) terminal().printJson(counts);
      else for (const line of inWords(counts, terminal().colour)) terminal().print(line);
    });
}

async function takeIn(file: string, out: string): Promise<FeedbackCounts> {
  const sending = await openSendingFiles(out);
  try {
    const store = await FeedbackFile.open(join(out, 'feedback', 'events.jsonl'));
    try {
      const { ledger, suppressions: suppression, consents: consent } = sending.ports;
      const ports = { messages: sending.messages, ledger, suppression, consent, store, clock: () => new Date(), purpose: PURPOSE };
      let total = await applyFeedback([], ports);
      for await (const texts of batches(file)) total = added(total, await applyFeedback(texts, ports));
      return total;
    } finally {
      await store.close();
    }
  } finally {
    await sending.close();
  }
}

async function* batches(file: string): AsyncGenerator<string[]> {
  let batch: string[] = [];
  for await (const { text } of readLines(file)) {
    if (text.trim() === '') continue;
    batch.push(text);
    if (batch.length < AT_A_TIME) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

function added(a: FeedbackCounts, b: FeedbackCounts): FeedbackCounts {
  return {
    texts: a.texts + b.texts,
    told: addedByName(a.told, b.told),
    unknown: addedByName(a.unknown, b.unknown),
    ignored: addedByName(a.ignored, b.ignored),
    unmatched: a.unmatched + b.unmatched,
    suppressed: a.suppressed + b.suppressed,
    withdrawn: a.withdrawn + b.withdrawn,
    events: a.events + b.events,
  };
}

function addedByName(a: Record<string, number>, b: Record<string, number>): Record<string, number> {
  const names = new Set([...Object.keys(a), ...Object.keys(b)]);
  return Object.fromEntries([...names].map((name) => [name, (a[name] ?? 0) + (b[name] ?? 0)]));
}

function inWords(counts: FeedbackCounts, { bold, yellow }: Terminal['colour']): string[] {
  const section = (title: string, named: Record<string, number>) => (Object.keys(named).length > 0 ? [yellow(title), ...listed(named)] : []);
  return [
    bold(`${counts.texts.toLocaleString('en')} events read; ${counts.events.toLocaleString('en')} are new, ${counts.suppressed} suppress an address, ${counts.withdrawn} withdraw consent.`),
    ...listed(counts.told),
    ...(counts.unmatched > 0 ? [yellow(`${counts.unmatched} are of messages that this run did not send; they make no event, and suppress all the same.`)] : []),
    ...section('Not believed:', counts.ignored),
    ...section('Not read, and kept in feedback/unread.jsonl:', counts.unknown),
  ];
}

function listed(named: Record<string, number>): string[] {
  return Object.entries(named).map(([name, count]) => `  ${name}: ${count.toLocaleString('en')}`);
}
