import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { home, runParley } from '../testing/run-parley';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'parley-made-up-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it.each(['online-shoppers', 'telco-churn', 'bank-marketing'])('rehearses %s with made-up people where no data are given', async (example) => {
  const out = join(folder, example);
  const run = await runParley(['rehearse', '--contract', join(home, 'examples', example), '--rows', '1500', '--out', out, '--json']);
  expect([0, 3]).toContain(run.code); // the plans' gates are set for the real data
  const report = JSON.parse(run.stdout);
  expect(report.synthetic.people).toBe(true);
  expect(report.matching[0].rate).toBeGreaterThan(0.64);
  expect(report.matching[0].rate).toBeLessThan(0.7);
  expect(report.parties.map(({ rows }: { rows: number }) => rows)).toEqual([1500, 1500]);
  expect(existsSync(join(out, 'report.html'))).toBe(true);
}, 60_000);
