import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { machineFacts, nodeFact } from './machine-facts';
import { look, TOOLS } from './tools';

const home = join(__dirname, '../../..');

it.each([
  ['18.20.4', false],
  ['20.11.1', false],
  ['20.12.0', true],
  ['22.1.0', true],
])('knows whether Node %s will do: %s', (version, good) => {
  expect(nodeFact(version)).toMatchObject({ good, get: 'install Node 20.12 or newer' });
});

it('reads every fact of this machine, and finds the engine that these tests run on', async () => {
  const facts = await machineFacts(home, tmpdir());
  expect(facts.map(({ name }) => name)).toEqual(['node', 'system', 'cores', 'memory', 'disk', 'duckdb']);
  expect(facts.find(({ name }) => name === 'duckdb')).toMatchObject({ good: true, found: expect.stringMatching(/^DuckDB v1\.\d/) });
});

it('says of a tool that is not on PATH that it lacks, with how to get it, and never takes a failing one for found', () => {
  const { PATH, PARLEY_TF_MIRROR } = process.env;
  const folder = mkdtempSync(join(tmpdir(), 'parley-machine-'));
  try {
    mkdirSync(join(folder, 'git')); // a folder of that name is no program
    process.env.PATH = folder;
    process.env.PARLEY_TF_MIRROR = folder; // a mirror without the provider
    const found = look(folder).filter((tool) => tool.found !== null);
    expect(found.map(({ name }) => name).filter((name) => !['phonenumbers', 'xgboost'].includes(name))).toEqual([]); // their path is absolute
  } finally {
    Object.assign(process.env, { PATH, PARLEY_TF_MIRROR: PARLEY_TF_MIRROR ?? '' });
    rmSync(folder, { recursive: true });
  }
  expect(look(home).find(({ name }) => name === 'git')?.found ?? TOOLS.git.get).toMatch(/^(git version|install git)/);
});
