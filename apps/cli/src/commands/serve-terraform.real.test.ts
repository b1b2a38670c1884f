import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describeWith } from '@parley/testing';
import { home } from '../testing/run-parley';
import { type ServeRun, startServe } from '../testing/start-serve';

const NO_CHANGE = 0;

describeWith(['terraform', 'aws-provider'], 'Terraform, as two accounts', () => {
  const cwd = mkdtempSync(join(tmpdir(), 'parley-terraform-'));
  let server: ServeRun;

  beforeAll(async () => {
    server = await startServe(['--data', cwd, '--account', '111111111111:owner-secret', '--account', '222222222222:partner-secret']);
    cpSync(join(home, 'apps/cli/src/testing/clean-rooms.tf'), join(cwd, 'main.tf'));
    const mirror = process.env.PARLEY_TF_MIRROR ?? '';
    writeFileSync(join(cwd, 'rc'), `disable_checkpoint = true\nprovider_installation {\n  filesystem_mirror {\n    path = "${mirror}"\n    include = ["*/*/*"]\n  }\n}\n`);
  }, 60_000);
  afterAll(async () => {
    await server.end('SIGTERM');
    rmSync(cwd, { recursive: true });
  });

  it('creates, updates in place and destroys, and finds nothing to change after each', () => {
    expect(terraform(['init'])).toMatchObject({ status: 0 });
    const [first, second] = [variables('one', 'DISABLED'), variables('two', 'ENABLED')];
    expect(terraform(['apply', '-auto-approve', ...first])).toMatchObject({ stderr: '', stdout: expect.stringContaining('4 added, 0 changed, 0 destroyed') });
    expect(terraform(['plan', '-detailed-exitcode', ...first])).toMatchObject({ status: NO_CHANGE });
    expect(terraform(['apply', '-auto-approve', ...second])).toMatchObject({ stderr: '', stdout: expect.stringContaining('0 added, 3 changed, 0 destroyed') });
    expect(terraform(['plan', '-detailed-exitcode', ...second])).toMatchObject({ status: NO_CHANGE });
    expect(terraform(['destroy', '-auto-approve', ...second])).toMatchObject({ stderr: '', stdout: expect.stringContaining('4 destroyed') });
  }, 600_000);

  function variables(description: string, logs: string): string[] {
    return [`-var=url=${server.url}`, `-var=description=${description}`, `-var=logs=${logs}`];
  }

  function terraform(args: readonly string[]) {
    const env = { ...process.env, TF_CLI_CONFIG_FILE: join(cwd, 'rc'), CHECKPOINT_DISABLE: '1' };
    const { status, stdout, stderr } = spawnSync('terraform', [...args, '-no-color', ...(args[0] === 'init' ? [] : ['-input=false'])], { cwd, env, encoding: 'utf8' });
    return { status, stdout, stderr };
  }
});
