import { resolve } from 'node:path';
import type { Verdict } from '@parley/analysis-rules';
import type { AttackReport } from '@parley/attack-pack';
import { createColors } from 'picocolors';
import type { Terminal } from '../terminal';
import { attackCommand } from './attack';

const STACKS = resolve(__dirname, '../../../../stacks');

afterEach(() => {
  process.exitCode = undefined;
});

async function attack(args: string[], { json = false, judge }: { json?: boolean; judge?: Parameters<typeof attackCommand>[1] } = {}) {
  const lines: string[] = [];
  const documents: unknown[] = [];
  const steps: number[] = [];
  const terminal: Terminal = {
    json,
    colour: createColors(false),
    print: (line) => void lines.push(line),
    printJson: (document) => void documents.push(document),
    note: () => undefined,
    progress: () => ({ step: (done) => void steps.push(done), done: () => undefined }),
  };
  await attackCommand(() => terminal, judge).exitOverride().parseAsync(args, { from: 'user' });
  return { lines, documents, steps, exitCode: process.exitCode };
}

it('prints what was tried, what came of it, and what remains', async () => {
  const { lines, steps, exitCode } = await attack([]);
  expect(exitCode).toBeUndefined();
  expect(lines[0]).toBe('Attacks on the built-in tables, with their data');
  expect(lines).toContain('   0 not withstood  a try got through, or a history gave no warning');
  const at = lines.findIndex((line) => line.startsWith('  1 diff-where'));
  expect(lines[at]).toMatch(/detected$/);
  expect(lines.slice(at + 1, at + 6).join(' ')).toMatch(/only one person meets.*is warned: differencing, exclusion-sweep.*In part withstood: 2 tries.*Remains: /);
  expect(lines.find((line) => line.startsWith(' 12 min-max'))).toMatch(/ withstood$/);
  expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(100);
  expect(steps).toHaveLength(65);
  expect(steps.at(-1)).toBe(1);
});

it('attacks the rules of a contract, as one document under --json', async () => {
  const { lines, documents, exitCode } = await attack(['--contract', STACKS], { json: true });
  expect({ lines, exitCode, documents: documents.length }).toEqual({ lines: [], exitCode: undefined, documents: 1 });
  const report = documents[0] as AttackReport;
  expect(report).toMatchObject({ contract: 'stacks', totals: { 'not withstood': 0 } });
  expect(report.results).toHaveLength(65);
});

it('exits with 3 and shows each query that got through', async () => {
  const careless: Verdict = { allowed: true, executableSql: 'SELECT 1', constraints: [], reads: [], output: [] };
  const { lines, exitCode } = await attack(['--contract', STACKS], { judge: () => Promise.resolve(careless) });
  expect(exitCode).toBe(3);
  const at = lines.findIndex((line) => line.includes('literal-id'));
  expect(lines[at]).toMatch(/not withstood/);
  expect(lines.slice(at).find((line) => line.includes('WHERE'))).toContain("hashed_email = 'x'");
});

it('takes a missing contract as bad input', async () => {
  await expect(attack(['--contract', '/nowhere'])).rejects.toMatchObject({ kind: 'input', code: 'CONTRACT_INVALID' });
});
