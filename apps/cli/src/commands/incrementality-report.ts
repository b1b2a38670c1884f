import { readReceipt, type Receipt } from '@parley/activation';
import { inputError } from '@parley/errors';
import { type Arms, campaignEffect, type OutcomeWindow, readOutcomes, windowEnd } from '@parley/feedback';
import { FolderObjectStore } from '@parley/object-store';
import { armsUri, BUCKETS } from '@parley/pipeline';
import type { EffectReport } from '@parley/report';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { runFolder } from '../rehearsal/run-folder';

export interface IncrementalityOptions {
  out: string;
  /** Files of first-party events. */
  events: readonly string[];
  /** The event type that counts. */
  outcome: string;
  days: number;
  /** The least difference worth knowing, as a share. */
  smallestEffect: number;
  now: Date;
}

/** What `parley report --incrementality --json` prints, and the run's report then shows. */
export interface IncrementalityReport extends EffectReport {
  runId: string;
}

/**
 * What each campaign of a run brought, against those held out. The receipt says what was sent, and its seal is checked.
 *
 * @throws inputError NOTHING_SENT, ARMS_MISSING; those of `readReceipt` and `readOutcomes`.
 */
export async function incrementalityReport({ out, events, outcome, days, smallestEffect, now }: IncrementalityOptions): Promise<IncrementalityReport> {
  const receipt = await receiptOf(out);
  const window: OutcomeWindow = { type: outcome, from: new Date(receipt.at), days };
  const outcomes = await readOutcomes(events, window);
  const campaigns = [];
  for (const campaign of receipt.campaigns) campaigns.push({ ...campaignEffect(campaign, await armsOf(campaign.segment, out), outcomes.people, smallestEffect), sent: campaign.sent });
  const until = windowEnd(window);
  return {
    runId: receipt.runId,
    outcome: { type: outcome, from: receipt.at, until: until.toISOString(), windowIsOver: now >= until },
    smallestEffect,
    campaigns,
    unreadEvents: outcomes.unread,
  };
}

async function receiptOf(out: string): Promise<Receipt> {
  const file = join(out, 'receipt.json');
  if (!existsSync(file)) {
    throw inputError('NOTHING_SENT', { file, message: 'There is no receipt: no campaign of this run was sent, so there is nothing to measure.', repair: 'Approve and send first, or name the folder of a run that did with --out.' });
  }
  return readReceipt(file);
}

async function armsOf(segment: string, out: string): Promise<Arms> {
  const store = new FolderObjectStore({ [BUCKETS.run]: runFolder(out) });
  if (!(await store.exists(armsUri(segment)))) {
    throw inputError('ARMS_MISSING', { file: runFolder(out), message: `Nothing says who of the segment ${segment} was held out.`, repair: 'The run was made by an older Parley; make it anew.' });
  }
  return JSON.parse((await store.get(armsUri(segment))).toString('utf8')) as Arms;
}
