import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { copyContract } from '../testing/copy-contract';
import { runParley } from '../testing/run-parley';

it('adds a partner that the check accepts at once; a bad account or a name twice is told', async () => {
  const contract = mkdtempSync(join(tmpdir(), 'parley-partner-'));
  try {
    copyContract(contract);
    const add = (...args: string[]) => runParley(['partner', 'add', ...args, '--contract', contract]);
    expect(await add('acme', '--account', '12345678901')).toMatchObject({ code: 2, stderr: expect.stringContaining('has not 12 digits') });
    expect(await add('acme', '--account', '123456789012')).toMatchObject({ code: 0, stdout: expect.stringContaining('partner-acme/party.yaml') });
    const checked = await runParley(['check', '--contract', contract, '--json']);
    expect(JSON.parse(checked.stdout)).toMatchObject({ problems: [], parties: expect.arrayContaining([expect.objectContaining({ id: 'partner-acme' })]) });
    expect((await add('acme', '--account', '123456789012')).stderr).toContain('the folder exists');
  } finally {
    rmSync(contract, { recursive: true, force: true });
  }
});
