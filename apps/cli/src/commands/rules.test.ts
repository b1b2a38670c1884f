import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describeWith } from '@parley/testing';
import { copyContract, editFile } from '../testing/copy-contract';
import { runParley } from '../testing/run-parley';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'parley-rules-'));
  copyContract(join(folder, 'contract'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const loosen = () => editFile(join(folder, 'contract/partner-sample/party.yaml'), (text) => text.replace('minimum: 50', 'minimum: 10'));

it('tells what a change lets others learn, against a folder, and fails on loosening when asked', async () => {
  copyContract(join(folder, 'applied'));
  loosen();
  const args = ['rules', 'diff', '--contract', join(folder, 'contract'), '--against', join(folder, 'applied')];
  const { code, stdout } = await runParley(args);
  expect(code).toBe(0);
  expect(stdout).toContain('partner-sample/visits: now sees no group with fewer than 10 distinct hashed_email (was 50)');
  const strict = await runParley([...args, '--fail-on-loosening', '--json']);
  expect(strict.code).toBe(3);
  expect(JSON.parse(strict.stdout)).toMatchObject({ loosening: 1, changes: [{ party: 'partner-sample', table: 'visits', effect: 'loosens' }] });
});

describeWith('git', 'against a commit', () => {
  it('reads the old contract from git and leaves the working copy alone', async () => {
    const git = (...args: string[]) => execFileSync('git', ['-C', folder, '-c', 'user.name=t', '-c', 'user.email=t@example.com', ...args], { stdio: 'pipe' });
    git('init', '-q');
    git('add', '.');
    git('commit', '-qm', 'applied');
    const args = ['rules', 'diff', '--contract', join(folder, 'contract')];
    expect((await runParley(args)).stdout).toContain('No rule differs from HEAD');
    loosen();
    expect((await runParley(args)).stdout).toContain('(was 50)');
    expect(await runParley([...args, '--git', 'nowhere'])).toMatchObject({ code: 2, stderr: expect.stringContaining('nowhere') });
  });
});
