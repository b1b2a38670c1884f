import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

const home = join(__dirname, '../..');
const folder = join(home, '.github/workflows');

interface Workflow {
  permissions: Record<string, string>;
  jobs: Record<string, { environment?: string; permissions?: Record<string, string>; steps: { uses?: string; run?: string }[] }>;
}

const workflows = readdirSync(folder).map((name): [string, Workflow] => [name, parse(readFileSync(join(folder, name), 'utf8')) as Workflow]);

it.each(workflows)('%s pins every action by commit, and starts with read alone', (_, { permissions, jobs }) => {
  expect(permissions).toEqual({ contents: 'read' });
  const uses = Object.values(jobs).flatMap(({ steps }) => steps.flatMap((step) => step.uses ?? []));
  expect(uses.length).toBeGreaterThan(0);
  for (const action of uses) expect(action).toMatch(/^[\w-]+\/[\w-]+@[0-9a-f]{40}$/);
});

it.each(workflows)('%s puts no text of a pull request into a script, and takes a role only in an environment', (_, { jobs }) => {
  for (const { environment, permissions, steps } of Object.values(jobs)) {
    for (const { run = '' } of steps) expect(run).not.toContain('${{'); // such text comes by variables: it can't become code
    if (permissions?.['id-token'] === 'write') expect(environment).toMatch(/^(plan|deploy)-/);
  }
});

it('gives each party its code owner', () => {
  const parties = readdirSync(join(home, 'stacks'), { withFileTypes: true }).filter((entry) => entry.isDirectory() && entry.name !== 'node_modules').map(({ name }) => name);
  const owners = readFileSync(join(home, '.github/CODEOWNERS'), 'utf8');
  for (const party of parties) {
    expect(owners).toMatch(new RegExp(`^/stacks/${party}/ +@`, 'm'));
  }
});
