import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describeWith } from '@parley/testing';
import { home } from '../testing/run-parley';
import { startServe } from '../testing/start-serve';

const page = readFileSync(join(home, 'docs/local-clean-room.md'), 'utf8');

/** The code block of the page that is marked with a name. */
function block(name: string): string {
  const text = page.split(`\`\`\`bash ${name}\n`)[1]?.split('```')[0];
  if (!text) throw new Error(`docs/local-clean-room.md has no block ${name}`);
  return text;
}

describeWith('aws', 'the session of docs/local-clean-room.md', () => {
  it('goes as it is written: handshake, refusal, result', async () => {
    const cwd = mkdtempSync(join(tmpdir(), 'parley-session-'));
    execFileSync('bash', ['-euc', block('setup')], { cwd });
    const accounts = ['--account', '111111111111:owner-secret', '--account', '222222222222:partner-secret'];
    const server = await startServe(['--data', join(cwd, 'data'), ...accounts]);
    try {
      const said = execFileSync('bash', ['-euc', block('session')], { cwd, env: { ...process.env, URL: server.url }, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
      expect(said.trim().split('\n')).toEqual(['LIST', 'LIST', 'LIST', 'LIST', 'refused, as it should be', 'SUCCESS', 'customer,segment', 'c1,gold', 'c2,silver']);
    } finally {
      await server.end('SIGTERM');
      rmSync(cwd, { recursive: true });
    }
  }, 300_000);
});
