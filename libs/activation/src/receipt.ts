import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { writeFileAtomically } from '@parley/files';
import type { Approval, CampaignResult } from './campaign';
import { canonicalJson } from './canonical-json';
import { activationErrors } from './errors';

/** What a run can prove afterwards. It names no person. */
export interface ReceiptFacts {
  runId: string;
  /** ISO time, from the clock of the run. */
  at: string;
  campaigns: (CampaignResult & { audienceSha256: string; approval: Approval | null })[];
  /** Where the clean room's audit chain stood: its last record's hash, and how many records. */
  audit: { head: string; length: number };
}

/** The facts, and the SHA-256 of their canonical JSON. */
export interface Receipt extends ReceiptFacts {
  sha256: string;
}

/** Hash of an audience: the ids in order, one a line, as in its file. */
export function audienceHash(audience: readonly { id: string }[]): string {
  return sha256(audience.map(({ id }) => `${id}\n`).join(''));
}

export function sealReceipt(facts: ReceiptFacts): Receipt {
  return { ...facts, sha256: sha256(canonicalJson(facts)) };
}

/** Seals and writes `receipt.json`, whole or not at all. */
export async function writeReceipt(path: string, facts: ReceiptFacts): Promise<Receipt> {
  const receipt = sealReceipt(facts);
  await writeFileAtomically(path, `${JSON.stringify(receipt, null, 2)}\n`);
  return receipt;
}

/** Reads a receipt. Throws ACTIVATION_RECEIPT_CHANGED if it is not the one that was written. */
export async function readReceipt(path: string): Promise<Receipt> {
  const receipt = JSON.parse(await readFile(path, 'utf8')) as Receipt;
  const { sha256: stated, ...facts } = receipt;
  if (sha256(canonicalJson(facts)) !== stated) throw activationErrors.receiptChanged(path);
  return receipt;
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
