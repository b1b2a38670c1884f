import { describeWith } from '@parley/testing';
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import cases from './bad-input.cases.json';
import { PARTIES } from './synthesised';

const home = resolve(__dirname, '../..');

/** The stacks as a user has them, one thing made wrong, synthesised the way cdktf.json says. */
describeWith('stacks', 'synthesis of what is wrong', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(home, '.parley-bad-input-'));
    symlinkSync(join(home, 'tools'), join(folder, 'tools'));
    for (const party of PARTIES) cpSync(join(home, 'stacks', party), join(folder, 'stacks', party), { recursive: true, filter: (path) => !path.endsWith('cdktf.out') });
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it.each(cases)('tells $name: where, and the repair', ({ party, file, replace, with: wrong, says, repair }) => {
    const path = join(folder, 'stacks', file);
    const text = readFileSync(path, 'utf8');
    expect(text.split(replace).length).toBeGreaterThan(1);
    writeFileSync(path, text.replace(replace, wrong));
    const { status, output, made } = synthesise(join(folder, 'stacks', party));
    expect({ status, made }).toEqual({ status: 2, made: false });
    expect(output).toContain(says);
    expect(output.slice(output.indexOf(says))).toContain(repair);
  });

  it('tells all at once, and of several files', () => {
    for (const { file, replace, with: wrong } of cases.filter(({ name }) => /digits|two partners|is none/.test(name))) {
      const path = join(folder, 'stacks', file);
      writeFileSync(path, readFileSync(path, 'utf8').replace(replace, wrong));
    }
    const { output } = synthesise(join(folder, 'stacks/owner'));
    for (const place of ['owner/party.yaml:5:12', 'owner/collaboration.yaml:2:9', 'partner-sample/party.yaml:3:9']) expect(output).toContain(place);
  });
});

function synthesise(cwd: string): { status: number | null; output: string; made: boolean } {
  const { app } = JSON.parse(readFileSync(join(cwd, 'cdktf.json'), 'utf8')) as { app: string };
  const [command = '', ...args] = app.split(' ');
  const { status, stdout, stderr } = spawnSync(command, args, { cwd, encoding: 'utf8', env: { ...process.env, CDKTF_OUTDIR: join(cwd, 'cdktf.out') } });
  return { status, output: stdout + stderr, made: existsSync(join(cwd, 'cdktf.out/manifest.json')) };
}
