import { createHash } from 'node:crypto';
import type { Party } from '@parley/contract';
import { runbook } from './runbook';
import { apply, check, preflight, stop } from './scripts';

export interface KitFile {
  path: string;
  text: string;
  /** A script that is run. */
  runs?: boolean;
}

/** A synthesised stack: its name and its Terraform JSON. */
export interface KitStack {
  name: string;
  json: string;
}

/** Everything a partner gets, in order of path, the sums last. The same party and stacks make the same bytes. */
export function kitFiles(party: Party, stacks: readonly KitStack[]): KitFile[] {
  const files: KitFile[] = [
    { path: 'README.md', text: runbook(party) },
    { path: 'apply.sh', text: apply(party), runs: true },
    { path: 'check.sh', text: check(), runs: true },
    { path: 'hand-over.example.json', text: `${JSON.stringify(EXAMPLE, null, 2)}\n` },
    { path: 'preflight.sh', text: preflight(party), runs: true },
    ...stacks.map(({ name, json }) => ({ path: `stacks/${name}/cdk.tf.json`, text: json })).sort((a, b) => (a.path < b.path ? -1 : 1)),
    { path: 'stop.sh', text: stop(party), runs: true },
  ];
  return [...files, { path: 'SHA256SUMS', text: files.map(({ path, text }) => `${sha256(text)}  ${path}\n`).join('') }];
}

/** The shape alone: no ids of anyone. */
const EXAMPLE = {
  collaboration_id: '00000000-0000-4000-8000-000000000000',
  hash_key_arn: 'arn:aws:secretsmanager:us-east-1:111122223333:secret:parley/pair-key/partner-acme-AbCdEf',
  owner_account: '111122223333',
  owner_membership_id: '00000000-0000-4000-8000-000000000000',
  region: 'us-east-1',
};

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
