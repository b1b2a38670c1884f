import { Command, InvalidArgumentError } from 'commander';
import { resolve } from 'node:path';
import { replay, type ReplayedCampaign } from '../rehearsal/replay';
import { withOutLock } from '../rehearsal/with-out-lock';
import type { Terminal } from '../terminal';
import { sendToMeCommand } from './activate-send-to-me';

interface Flags {
  contract: string;
  data?: string;
  out: string;
  at?: Date;
}

/** `parley activate`: `replay` brings what waited for a better hour, or for a busy channel, once more through the gate; `send-to-me` is a test. */
export function activateCommand(terminal: () => Terminal): Command {
  const activate = new Command('activate').description('Campaigns beside a run: what was put off or refused when it sent them, and a test of one to yourself.');
  activate.addCommand(sendToMeCommand(terminal));
  activate
    .command('replay')
    .description('Send deferred messages whose hour has come, and dead letters, through the send gate again; each at most once.')
    .option('--contract <dir>', 'the contract of the run', 'stacks')
    .option('--data <dir>', 'folder with the source files, where the run had one: it holds suppressions and consents')
    .option('--out <dir>', 'where the run wrote to', 'out')
    .option('--at <time>', 'the moment to send at, ISO 8601 (default: now)', moment)
    .action(async ({ contract, data, out, at }: Flags) => {
      const folder = resolve(out);
      const campaigns = await withOutLock(folder, () =>
        replay({ contract: resolve(contract), ...(data === undefined ? {} : { data: resolve(data) }), out: folder, at: at ?? new Date() }),
      );
      print(campaigns, terminal());
    });
  return activate;
}

function print(campaigns: readonly ReplayedCampaign[], terminal: Terminal): void {
  if (terminal.json) return terminal.printJson({ campaigns });
  if (campaigns.length === 0) terminal.note('Nothing waits: no deferred message is due, and there is no dead letter.');
  for (const { campaign, channel, audience, sent, failed, unknown, heldBack } of campaigns) {
    const held = Object.values(heldBack).reduce((sum, count) => sum + count, 0);
    terminal.note(`${campaign} (${channel}): ${audience} waited; ${sent} sent, ${held} held back, ${failed} failed, ${unknown} unknown`);
  }
}

function moment(text: string): Date {
  const at = new Date(text);
  if (Number.isNaN(at.getTime())) throw new InvalidArgumentError('Write a time such as 2026-11-01T17:00:00Z.');
  return at;
}
