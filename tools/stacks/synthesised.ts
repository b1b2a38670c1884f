import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const home = resolve(__dirname, '../..');
/** Every party that has stacks: a new one is tried at once. */
export const PARTIES = readdirSync(join(home, 'stacks')).filter((name) => existsSync(join(home, 'stacks', name, 'cdktf.json')));

/** Synthesises a party's stacks the way its cdktf.json says; `cwd`: another folder than the party's own. */
export function synth(party: string, outdir: string, cwd = join(home, 'stacks', party)): void {
  mkdirSync(outdir, { recursive: true });
  const { app } = JSON.parse(readFileSync(join(cwd, 'cdktf.json'), 'utf8')) as { app: string };
  const [command = '', ...args] = app.split(' ');
  execFileSync(command, args, { cwd, env: { ...process.env, CDKTF_OUTDIR: outdir, CDKTF_CONTEXT_JSON: '{"state":"local"}' }, stdio: 'pipe' });
}

// The synthesised JSON has no type of its own.
export interface Synthesised {
  provider: { aws: { allowed_account_ids: string[] }[] };
  data?: Record<string, Record<string, Record<string, unknown>>>;
  resource?: Record<string, Record<string, Record<string, unknown>>>;
}

/** A party's synthesised stacks. */
export function stacks(outdir: string): { name: string; folder: string; json: Synthesised }[] {
  const root = join(outdir, 'stacks');
  return readdirSync(root)
    .filter((name) => existsSync(join(root, name, 'cdk.tf.json')))
    .map((name) => ({ name, folder: join(root, name), json: JSON.parse(readFileSync(join(root, name, 'cdk.tf.json'), 'utf8')) as Synthesised }));
}

/** What a test needs of a party's own file. */
export function partyFile(party: string): { account: string } {
  const text = readFileSync(join(home, 'stacks', party, 'party.yaml'), 'utf8');
  return { account: /account: '(\d{12})'/.exec(text)?.[1] ?? '' };
}
