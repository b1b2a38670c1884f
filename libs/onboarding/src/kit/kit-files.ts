import { createHash } from 'node:crypto';
import type { Party } from '@parley/contract';
import { runbook } from './runbook';
import { apply, check, preflight, stop } from './scripts';

export interface KitFile {
  path: string;
  bytes: Buffer | string;
  /** A script that is run. */
  runs?: boolean;
}

/** A synthesised stack: its Terraform JSON, and the code of its functions, by path below the stack's folder. */
export interface KitStack {
  name: string;
  files: Readonly<Record<string, Buffer>>;
}

/** Everything a partner gets, in order of path, the sums last. The same party and stacks make the same bytes. */
export function kitFiles(party: Party, stacks: readonly KitStack[]): KitFile[] {
  const files: KitFile[] = [
    { path: 'README.md', bytes: runbook(party) },
    { path: 'apply.sh', bytes: apply(party), runs: true },
    { path: 'check.sh', bytes: check(), runs: true },
    { path: 'hand-over.example.json', bytes: `${JSON.stringify(EXAMPLE, null, 2)}\n` },
    { path: 'preflight.sh', bytes: preflight(party), runs: true },
    ...stacks.flatMap(({ name, files: made }) => Object.entries(made).map(([path, bytes]) => ({ path: `stacks/${name}/${path}`, bytes }))).sort((a, b) => (a.path < b.path ? -1 : 1)),
    { path: 'stop.sh', bytes: stop(party), runs: true },
  ];
  return [...files, { path: 'SHA256SUMS', bytes: files.map(({ path, bytes }) => `${sha256(bytes)}  ${path}\n`).join('') }];
}

/** The shape alone: no ids of anyone. */
const EXAMPLE = {
  collaboration_id: '00000000-0000-4000-8000-000000000000',
  event_bus_arn: 'arn:aws:events:us-east-1:111122223333:event-bus/parley-owner-partners',
  hash_key_arn: 'arn:aws:secretsmanager:us-east-1:111122223333:secret:parley/pair-key/partner-acme-AbCdEf',
  owner_account: '111122223333',
  owner_membership_id: '00000000-0000-4000-8000-000000000000',
  region: 'us-east-1',
};

const sha256 = (bytes: Buffer | string): string => createHash('sha256').update(bytes).digest('hex');
