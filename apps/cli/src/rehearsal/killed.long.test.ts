import { makeSyntheticPeople } from '@parley/synthetic-people';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { copyContract, editFile } from '../testing/copy-contract';
import { runParley } from '../testing/run-parley';

const STEP = /^([a-z0-9-]+) …$/;

let folder: string;
/** Few people and few trees: what is tried is being killed, some twenty-five runs long. */
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'parley-killed-'));
  copyContract(join(folder, 'contract'));
  editFile(join(folder, 'contract/owner/plan.yaml'), (plan) => plan.replace('trees: 150', 'trees: 15').replace('minAuc: 0.65', 'minAuc: 0.55').replace('maxEce: 0.05', 'maxEce: 0.2'));
  await makeSyntheticPeople({ rows: 1500, seed: 11, directory: join(folder, 'data') });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const args = (out: string) => {
  const [contract, data] = [join(folder, 'contract'), join(folder, 'data')];
  return ['rehearse', '--contract', contract, '--data', data, '--approve', '--send-at', '2026-07-01T17:00:00Z', '--out', out];
};

it('gives the same result as an unbroken run wherever it is killed, each message once', async () => {
  const whole = join(folder, 'whole');
  const { code, stderr } = await runParley(args(whole));
  expect(stderr).not.toContain('fault');
  expect(code).toBe(0);
  const wanted = resultOf(whole);
  expect(wanted.messages.length).toBeGreaterThan(50);

  const steps = stderr.split('\n').flatMap((line) => STEP.exec(line)?.[1] ?? []);
  expect(steps.length).toBeGreaterThan(15);
  // One run, killed in every step: each time between the step's first moment and half a second into it, so that some deaths
  // come inside a write and some between two.
  const out = join(folder, 'killed');
  const done = new Set<string>();
  const survived: string[] = [];
  while (done.size < steps.length) {
    let dies = '';
    const run = await runParley(args(out), {
      onLine: (line, kill) => {
        const step = STEP.exec(line)?.[1];
        if (step === undefined || done.has(step) || dies !== '') return;
        dies = step;
        const index = done.add(step).size;
        setTimeout(() => kill('SIGKILL'), (index * 37) % 3 === 0 ? 0 : (index * 61) % 500);
      },
    });
    if (run.code === 0) survived.push(dies);
    else expect({ dies, code: run.code, stderr: run.code === null ? '' : run.stderr }).toEqual({ dies, code: null, stderr: '' });
    if (dies === '') break; // every later step was done before its turn came
  }
  const { code: resumed, stderr: said } = await runParley(args(out));
  expect({ resumed, said: resumed === 0 ? '' : said }).toEqual({ resumed: 0, said: '' });
  expect(resultOf(out)).toEqual(wanted);
  // A quick last step may end before the signal comes; most must have been killed for this test to mean anything.
  expect(done.size - survived.length).toBeGreaterThan(steps.length * 0.7);
}, 600_000);

it('stops on Ctrl-C with exit code 2 and goes on from there', async () => {
  const out = join(folder, 'interrupted');
  const stopped = await runParley(args(out), { onLine: (line, kill) => line === 'evaluate …' && kill('SIGINT') });
  expect(stopped.code).toBe(2);
  expect(stopped.stderr).toContain('the same command goes on from here');
  const resumed = await runParley(args(out));
  expect(resumed.code).toBe(0);
  expect(resumed.stderr).toContain('features: done before');
}, 120_000);

/** All that a run found, less times and what its random keys sign. */
function resultOf(out: string) {
  const { steps: _steps, seconds: _seconds, peakRssMb: _peak, queries, ...report } = JSON.parse(readFileSync(join(out, 'report.json'), 'utf8'));
  const box = join(out, 'outbox', 'email');
  return {
    report,
    queries: queries.map(({ seconds: _seconds, ...query }: { seconds: number }) => query),
    segments: readdirSync(join(out, 'segments')).sort().map((name) => [name, readFileSync(join(out, 'segments', name), 'utf8')]),
    scores: readFileSync(join(out, 'scores.parquet')).toString('base64'),
    messages: readdirSync(box)
      .filter((name) => name.endsWith('.eml'))
      .sort()
      .map((name) => [name, /^To: (.*)$/m.exec(readFileSync(join(box, name), 'utf8'))?.[1]]),
    halfWritten: readdirSync(out, { recursive: true }).filter((name) => String(name).includes('.parley-tmp-')),
  };
}
