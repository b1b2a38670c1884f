import { describeWith } from '@parley/testing';
import { execFileSync } from 'node:child_process';
import { appendFileSync, cpSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const home = resolve(__dirname, '../..');

/** Asks Nx, in a scratch copy of this repository, what one edit affects. */
describeWith(['git', 'stacks'], 'nx affected', () => {
  let repo: string;

  beforeAll(() => {
    repo = mkdtempSync(join(tmpdir(), 'parley-affected-'));
    for (const file of git(home, 'ls-files', '--cached', '--others', '--exclude-standard').split('\n').filter(Boolean)) {
      if (!/\.(ya?ml|json|cjs|mjs|ts)$/.test(file)) continue;
      cpSync(join(home, file), join(repo, file), { recursive: true });
    }
    symlinkSync(join(home, 'node_modules'), join(repo, 'node_modules'));
    git(repo, 'init', '-q', '-b', 'main');
    git(repo, 'add', '--', 'apps', 'libs', 'stacks', 'tools', 'nx.json', 'package.json', 'package-lock.json', 'tsconfig.base.json');
    git(repo, '-c', 'user.name=t', '-c', 'user.email=t@example.com', 'commit', '-qm', 'start');
  }, 120_000);

  afterAll(() => rmSync(repo, { recursive: true, force: true }));

  it("takes a partner's party.yaml to that partner's stack and the owner's, not to another partner's", () => {
    const affected = affectedBy('stacks/partner-sample/party.yaml');
    expect(affected).toEqual(expect.arrayContaining(['stack-partner-sample', 'stack-owner']));
    expect(affected).not.toContain('stack-partner-other');
  });

  it("takes the owner's plan.yaml to no partner", () => {
    const affected = affectedBy('stacks/owner/plan.yaml');
    expect(affected).toContain('stack-owner');
    expect(affected.filter((name) => name.includes('partner'))).toEqual([]);
  });

  it("takes the owner's plan library to no partner, and the contract library to every stack", () => {
    expect(affectedBy('libs/owner-plan/src/index.ts').filter((name) => name.startsWith('stack-partner'))).toEqual([]);
    expect(affectedBy('libs/contract/src/index.ts')).toEqual(
      expect.arrayContaining(['stack-owner', 'stack-partner-sample', 'stack-partner-other', '@parley/cli']),
    );
  });

  it('takes what is bundled to those who bundle it', () => {
    expect(affectedBy('apps/normalize-partner/src/handler.ts')).toEqual(expect.arrayContaining(['stack-partner-sample', 'stack-partner-other']));
    expect(affectedBy('apps/clean-room-server/src/main.ts')).toContain('@parley/cli');
    const affected = affectedBy('apps/score/src/handler.ts');
    expect(affected).toContain('stack-owner');
    expect(affected.filter((name) => name.startsWith('stack-partner'))).toEqual([]);
  });

  function affectedBy(file: string): string[] {
    appendFileSync(join(repo, file), '\n');
    try {
      const nx = join(home, 'node_modules/nx/dist/bin/nx.js');
      const env = { ...process.env, NX_DAEMON: 'false', NX_ISOLATE_PLUGINS: 'false', NX_NO_CLOUD: 'true', NX_TUI: 'false' };
      const out = execFileSync(process.execPath, [nx, 'show', 'projects', '--affected', '--base=HEAD', '--json'], { cwd: repo, env, encoding: 'utf8' });
      return JSON.parse(out);
    } finally {
      git(repo, 'checkout', '-q', '--', file);
    }
  }
});

function git(cwd: string, ...args: string[]): string {
  return execFileSync('git', args, { cwd, encoding: 'utf8' });
}
