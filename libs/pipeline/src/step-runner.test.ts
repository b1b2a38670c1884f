import { FolderObjectStore } from '@parley/object-store';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { StepRunner } from './step-runner';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(`${tmpdir()}/parley-steps-`);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const broken = () => Promise.reject(new Error('stopped midway'));
const keep = (output: { approved: boolean }) => output.approved;

const runner = (heard: string[] = []) =>
  new StepRunner(new FolderObjectStore({ 'parley-run': folder }), {
    started: (step) => heard.push(`${step} started`),
    ended: (step, _seconds, reused) => heard.push(`${step} ${reused ? 'reused' : 'done'}`),
  });

it('does not run a step again that ended, and runs one again that did not', async () => {
  let count = 0;
  const work = () => Promise.resolve({ count: ++count });
  expect(await runner().run('a', work)).toEqual({ count: 1 });
  await expect(runner().run('b', broken)).rejects.toThrow('stopped midway');
  const heard: string[] = [];
  const resumed = runner(heard);
  expect(await resumed.run('a', work)).toEqual({ count: 1 });
  expect(await resumed.run('b', work)).toEqual({ count: 2 });
  expect(heard).toEqual(['a started', 'a reused', 'b started', 'b done']);
});

it('makes an output anew that was not to be kept', async () => {
  let approved = false;
  const work = () => Promise.resolve({ approved });
  expect(await runner().run('activate', work, keep)).toEqual({ approved: false });
  approved = true;
  expect(await runner().run('activate', work, keep)).toEqual({ approved: true });
  approved = false;
  expect(await runner().run('activate', work, keep)).toEqual({ approved: true });
});
