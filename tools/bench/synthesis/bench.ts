import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { addPartner } from '@parley/onboarding';

const text = { type: 'string' } as const;
const { values: flags } = parseArgs({
  options: { empty: text, owner: text, spent: text, contract: text, json: { type: 'boolean' }, partners: { ...text, default: '50' }, rounds: { ...text, default: '5' } },
});
const MANY = Number(flags.partners);
const folder = mkdtempSync(join(tmpdir(), 'parley-bench-synthesis-'));

interface Spent {
  cpuSeconds: number;
  peakMb: number;
}

async function main(): Promise<void> {
  const entrants: Record<string, () => Spent> = { 'empty app': () => spent(flags.empty ?? '', folder) };
  for (const count of [1, MANY]) {
    const contract = await contractOf(count);
    entrants[`owner, ${count} partner${count === 1 ? '' : 's'}`] = () => spent(flags.owner ?? '', join(contract, 'owner'));
  }
  const runs = Object.fromEntries(Object.keys(entrants).map((name): [string, Spent[]] => [name, []]));
  for (let round = 0; round < Number(flags.rounds); round += 1) for (const [name, run] of Object.entries(entrants)) runs[name]?.push(run());
  const medians = Object.entries(runs).map(([name, all]) => ({ name, cpuSeconds: median(all.map((one) => one.cpuSeconds)), peakMb: median(all.map((one) => one.peakMb)) }));
  const stacks = readdirSync(join(folder, `contract-${MANY}`, 'owner/cdktf.out/stacks')).length;
  print(medians, stacks);
}

/** A contract of the sample owner, the sample partner, and as many more as `parley partner add` makes. */
async function contractOf(count: number): Promise<string> {
  const contract = join(folder, `contract-${count}`);
  for (const party of ['owner', 'partner-sample']) {
    cpSync(join(flags.contract ?? '', party), join(contract, party), { recursive: true, filter: (path) => !path.endsWith('cdktf.out') });
  }
  without(join(contract, 'owner/collaboration.yaml'), /^ {2}partner-other:[^]*/m);
  without(join(contract, 'owner/plan.yaml'), /^ +partner-other: .*\n/m);
  for (let partner = 2; partner <= count; partner += 1) {
    await addPartner(contract, { id: `partner-n${partner}`, name: `Partner ${partner}`, account: String(200_000_000_000 + partner) });
  }
  return contract;
}

/** Takes the sample's second partner out of a file. */
function without(path: string, entry: RegExp): void {
  writeFileSync(path, readFileSync(path, 'utf8').replace(entry, ''));
}

function spent(script: string, cwd: string): Spent {
  const { status, stderr } = spawnSync(process.execPath, ['-r', flags.spent ?? '', script], { cwd, encoding: 'utf8', env: { ...process.env, CDKTF_OUTDIR: join(cwd, 'cdktf.out') } });
  if (status !== 0) throw new Error(`synthesis ended with ${status}:\n${stderr}`);
  return JSON.parse(stderr.trim().split('\n').at(-1) ?? '') as Spent;
}

const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN;

function print(medians: (Spent & { name: string })[], stacks: number): void {
  const [bare] = medians;
  const rows = medians.map((one) => ({ ...one, cpuRatio: one.cpuSeconds / (bare?.cpuSeconds ?? Number.NaN), memoryRatio: one.peakMb / (bare?.peakMb ?? Number.NaN) }));
  if (flags.json) return void process.stdout.write(`${JSON.stringify({ rows, stacks }, null, 2)}\n`);
  for (const { name, cpuSeconds, peakMb, cpuRatio, memoryRatio } of rows) {
    console.log(`${name.padEnd(20)} ${cpuSeconds.toFixed(2)} s of CPU (${cpuRatio.toFixed(2)} times the empty app), ${peakMb.toFixed(0)} MB (${memoryRatio.toFixed(2)})`);
  }
}

void main().finally(() => rmSync(folder, { recursive: true, force: true }));
