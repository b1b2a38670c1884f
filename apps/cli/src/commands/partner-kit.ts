import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { loadParty } from '@parley/contract';
import { fault, inputError } from '@parley/errors';
import { kitFiles, type KitStack, writeKit } from '@parley/onboarding';
import { Command } from 'commander';
import type { Installation } from '../installation';
import type { Terminal } from '../terminal';

const EXAMPLES = `
Examples:
  $ parley partner kit partner-sample --out kit.zip
  $ unzip kit.zip -d kit && cat kit/README.md

The same source makes the same bytes: a partner can rebuild its kit and compare.`;

/** `parley partner kit`: what a partner applies with Terraform alone. */
export function partnerKitCommand(terminal: () => Terminal, { home }: Installation): Command {
  return new Command('kit')
    .argument('<name>', "the partner's folder under stacks/, such as partner-sample")
    .description('pack what the partner applies with plain Terraform')
    .requiredOption('--out <file>', 'the zip to write')
    .addHelpText('after', EXAMPLES)
    .action(async (name: string, { out }: { out: string }) => {
      const folder = join(home, 'stacks', name);
      if (name === 'owner' || !existsSync(join(folder, 'cdktf.json'))) throw noPartner(name);
      const party = await loadParty(join(folder, 'party.yaml'));
      const files = kitFiles(party, synthesise(folder));
      await writeKit(out, files);
      if (terminal().json) return terminal().printJson({ kit: out, files: files.map(({ path }) => path) });
      for (const { path } of files) terminal().print(`  ${path}`);
      terminal().print(`\n${out} is ${party.name}'s kit. Send it with the hand-over: terraform output of owner-collaboration.`);
    });
}

/** The partner's stacks as Terraform JSON, with their state in a file: the partner may move it where it keeps such things. */
function synthesise(folder: string): KitStack[] {
  const outdir = mkdtempSync(join(tmpdir(), 'parley-kit-'));
  try {
    const { app } = JSON.parse(readFileSync(join(folder, 'cdktf.json'), 'utf8')) as { app: string };
    const [command = '', ...args] = app.split(' ');
    const env = { ...process.env, CDKTF_OUTDIR: outdir, CDKTF_CONTEXT_JSON: JSON.stringify({ state: 'local' }) };
    const { status, stderr } = spawnSync(command, args, { cwd: folder, env, encoding: 'utf8' });
    if (status !== 0) throw notSynthesised(stderr);
    const { stacks } = JSON.parse(readFileSync(join(outdir, 'manifest.json'), 'utf8')) as { stacks: Record<string, { name: string; synthesizedStackPath: string }> };
    return Object.values(stacks).map(({ name, synthesizedStackPath }) => ({ name, files: filesBelow(join(outdir, dirname(synthesizedStackPath))) }));
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}

function filesBelow(folder: string): Record<string, Buffer> {
  const found = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return Object.fromEntries(found.map(({ parentPath, name }) => [relative(folder, join(parentPath, name)), readFileSync(join(parentPath, name))]));
}

const noPartner = (name: string) =>
  inputError('PARTNER_UNKNOWN', [{ message: `stacks/${name} is no partner's folder`, repair: 'name one that has party.yaml and cdktf.json, or make it: parley partner add' }]);

const notSynthesised = (stderr: string) =>
  fault('STACKS_NOT_SYNTHESISED', [{ message: `the stacks could not be synthesised: ${stderr.trim()}`, repair: 'run npm ci for the whole workspace, then parley check' }]);
