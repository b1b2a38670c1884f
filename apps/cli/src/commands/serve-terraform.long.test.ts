import { CleanRooms } from '@aws-sdk/client-cleanrooms';
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describeWith } from '@parley/testing';
import schemas from '../../../../libs/clean-room-api/src/cloud-control/resource-schemas.generated.json';
import { home } from '../testing/run-parley';
import { type ServeRun, startServe } from '../testing/start-serve';

/** Of `plan -detailed-exitcode`. */
const [NO_CHANGE, CHANGES] = [0, 2];

describeWith(['terraform', 'aws-provider'], 'Terraform, as two accounts', () => {
  const cwd = mkdtempSync(join(tmpdir(), 'parley-terraform-'));
  let server: ServeRun;

  beforeAll(async () => {
    server = await startServe(['--data', cwd, '--account', '111111111111:owner-secret', '--account', '222222222222:partner-secret']);
    cpSync(join(home, 'apps/cli/src/testing/clean-rooms.tf'), join(cwd, 'main.tf'));
    writeFileSync(join(cwd, 'association.schema.json'), JSON.stringify(schemas.ConfiguredTableAssociation));
    const mirror = process.env.PARLEY_TF_MIRROR ?? '';
    writeFileSync(join(cwd, 'rc'), `disable_checkpoint = true\nprovider_installation {\n  filesystem_mirror {\n    path = "${mirror}"\n    include = ["*/*/*"]\n  }\n}\n`);
  }, 60_000);
  afterAll(async () => {
    await server.end('SIGTERM');
    rmSync(cwd, { recursive: true });
  });

  it('creates, updates in place, replaces, sees and repairs drift, destroys, and finds nothing to change after each', async () => {
    expect(terraform(['init'])).toMatchObject({ status: 0 });
    const narrow = ['email', 'segment'];
    const [first, second, third] = [variables('one', 'DISABLED', narrow), variables('two', 'ENABLED', narrow), variables('two', 'ENABLED', [...narrow, 'age'])];
    expectSettled(first, '7 added, 0 changed, 0 destroyed');
    expectSettled(second, '0 added, 4 changed, 0 destroyed');

    const partner = new CleanRooms({ endpoint: server.url, region: 'eu-west-1', credentials: { accessKeyId: '222222222222', secretAccessKey: 'partner-secret' } });
    const people = terraform(['output', '-raw', 'people']).stdout;
    await partner.updateConfiguredTable({ configuredTableIdentifier: terraform(['output', '-raw', 'seg']).stdout, description: 'by hand' });
    const list = { joinColumns: ['email', 'segment'], listColumns: [] };
    await partner.updateConfiguredTableAnalysisRule({ configuredTableIdentifier: people, analysisRuleType: 'LIST', analysisRulePolicy: { v1: { list } } });
    const drifted = terraform(['plan', '-detailed-exitcode', ...second]);
    expect(drifted).toMatchObject({ status: CHANGES, stdout: expect.stringContaining('aws_cleanrooms_configured_table.seg will be updated in-place') });
    // The provider compares a Cloud Control resource's text with the text it wrote, never with what is there (5.100.0).
    expect(drifted.stdout).not.toContain('aws_cloudcontrolapi_resource.people will be');
    expectSettled(second, '0 added, 1 changed, 0 destroyed');

    expectSettled(third, '2 added, 1 changed, 2 destroyed'); // the table and the association that names it; what triggers it
    const { configuredTable } = await partner.getConfiguredTable({ configuredTableIdentifier: terraform(['output', '-raw', 'people']).stdout });
    expect(configuredTable?.allowedColumns).toEqual([...narrow, 'age']);
    await expect(partner.getConfiguredTable({ configuredTableIdentifier: people })).rejects.toThrow();
    partner.destroy();
    expect(terraform(['destroy', '-auto-approve', ...third])).toMatchObject({ stderr: '', stdout: expect.stringContaining('7 destroyed') });
  }, 600_000);

  function expectSettled(given: readonly string[], done: string): void {
    expect(terraform(['apply', '-auto-approve', ...given])).toMatchObject({ stderr: '', stdout: expect.stringContaining(done) });
    expect(terraform(['plan', '-detailed-exitcode', ...given])).toMatchObject({ status: NO_CHANGE });
  }

  function variables(description: string, logs: string, columns: readonly string[]): string[] {
    return [`-var=url=${server.url}`, `-var=description=${description}`, `-var=logs=${logs}`, `-var=columns=${JSON.stringify(columns)}`];
  }

  function terraform(args: readonly string[]) {
    const env = { ...process.env, TF_CLI_CONFIG_FILE: join(cwd, 'rc'), CHECKPOINT_DISABLE: '1' };
    const { status, stdout, stderr } = spawnSync('terraform', [...args, '-no-color', ...(/apply|plan|destroy/.test(args[0] ?? '') ? ['-input=false'] : [])], { cwd, env, encoding: 'utf8' });
    return { status, stdout, stderr };
  }
});
