import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundleFunction } from './bundle-function';
import { duckDbLayer } from './duck-db-layer';

const MB = 1024 ** 2;
/** Of AWS Lambda: function and layers together, unzipped; a zip sent with the request. */
const [UNZIPPED_MB, SENT_MB] = [250, 50];

it('makes a function and a layer that Lambda takes, from which the handler loads', async () => {
  const [code, layer] = await Promise.all([bundleFunction({ app: 'normalize-partner', files: { 'party.json': '{"tables":[]}' } }), duckDbLayer()]);
  const folder = mkdtempSync(join(tmpdir(), 'parley-lambda-'));
  try {
    execFileSync('python3', ['-m', 'zipfile', '-e', code, folder]);
    execFileSync('python3', ['-m', 'zipfile', '-e', layer, join(folder, 'opt')]);
    const size = Number(execFileSync('du', ['-sm', folder], { encoding: 'utf8' }).split('\t')[0]);
    expect(size).toBeLessThan(UNZIPPED_MB);
    for (const zip of [code, layer]) expect(statSync(zip).size / MB).toBeLessThan(SENT_MB);
    const elf = readFileSync(join(folder, 'opt/nodejs/node_modules/@duckdb/node-bindings-linux-arm64/duckdb.node'));
    expect([elf.subarray(1, 4).toString(), elf.readUInt16LE(18)]).toEqual(['ELF', 183]); // the machine is AArch64
    // This machine's own binding stands in for the layer's: all else is what Lambda would load.
    const loaded = execFileSync(process.execPath, ['-e', `process.stdout.write(typeof require(${JSON.stringify(join(folder, 'handler.js'))}).handler)`], {
      encoding: 'utf8',
      env: { ...process.env, NODE_PATH: join(process.cwd(), 'node_modules'), AWS_REGION: 'us-east-1', HASH_KEY_ARN: 'arn:aws:secretsmanager:us-east-1:444455556666:secret:key', COUNTERPART: 'owner' },
    });
    expect(loaded).toBe('function');
  } finally {
    rmSync(folder, { recursive: true });
  }
}, 120_000);

it('makes the same bytes of the same source, and others of another party', async () => {
  expect(await bundleOf('{"a":1}')).toBe(await bundleOf('{"a":1}'));
  expect(await bundleOf('{"a":1}')).not.toBe(await bundleOf('{"a":2}'));
});

const bundleOf = (party: string): Promise<string> => bundleFunction({ app: 'normalize-partner', files: { 'party.json': party } });
