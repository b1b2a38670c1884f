import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CleanRooms } from '@aws-sdk/client-cleanrooms';
import { readOptions } from './options';
import { serve } from './serve';

const folder = mkdtempSync(join(tmpdir(), 'parley-serve-unit-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** No query is run here, so no query process is needed. */
const optionsAt = (...more: string[]) => readOptions(['--data', folder, '--account', '111111111111:secret', '--state', join(folder, 'state'), ...more]);

it('serves, refuses a second server at its port and at its state, stops once, and knows again what it knew', async () => {
  const faults: unknown[] = [];
  const report = (error: unknown): void => void faults.push(error);
  const first = await serve(optionsAt('--port', '0'), report);
  const made = await client(first.url).createConfiguredTable({
    name: 't', allowedColumns: ['a'], analysisMethod: 'DIRECT_QUERY', tableReference: { glue: { databaseName: 'd', tableName: 't' } },
  });
  await expect(serve(optionsAt('--port', '0'), report)).rejects.toMatchObject({ code: 'STATE_IN_USE' });
  const elsewhere = optionsAt('--port', new URL(first.url).port, '--state', join(folder, 'other'));
  await expect(serve(elsewhere, report)).rejects.toMatchObject({ code: 'PORT_IN_USE', exitCode: 2 });
  await Promise.all([first.stop(), first.stop()]);

  const second = await serve(optionsAt('--port', '0'), report);
  const configuredTableIdentifier = String(made.configuredTable?.id);
  expect(await client(second.url).getConfiguredTable({ configuredTableIdentifier })).toMatchObject({ configuredTable: made.configuredTable });
  await second.stop();
  expect(faults).toEqual([]);
});

function client(endpoint: string): CleanRooms {
  return new CleanRooms({ endpoint, region: 'eu-west-1', credentials: { accessKeyId: '111111111111', secretAccessKey: 'secret' } });
}
