import { loadContract } from '@parley/contract';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { shortestRetention } from './retention';
import { openRunFolder } from './run-folder';

describe('retention', () => {
  let out: string;
  beforeEach(() => (out = join(mkdtempSync(join(tmpdir(), 'parley-retention-')), 'out')));
  afterEach(() => rmSync(join(out, '..'), { recursive: true, force: true }));
  const open = (now: string) => openRunFolder(out, { id: 'run-1', now }, { keepDays: 180 });

  it('is that of the party that keeps data shortest', async () => {
    expect(shortestRetention(await loadContract(resolve(__dirname, '../../../../stacks')))).toBe(180);
  });

  it('lets a run go on until it ends, then removes all that the run wrote', async () => {
    await open('2026-01-01T00:00:00.000Z');
    mkdirSync(join(out, 'segments'));
    writeFileSync(join(out, 'segments/a.csv'), 'customer_id\nC1\n');
    mkdirSync(join(out, '.parley/contacts'));
    writeFileSync(join(out, '.parley/contacts/customers.parquet'), 'x');
    expect(await open('2026-06-29T23:59:59.000Z')).toEqual({ id: 'run-1', now: '2026-01-01T00:00:00.000Z' });
    expect(existsSync(join(out, 'segments/a.csv'))).toBe(true);
    expect(await open('2026-06-30T00:00:00.000Z')).toEqual({ id: 'run-1', now: '2026-06-30T00:00:00.000Z' });
    expect([existsSync(join(out, 'segments')), existsSync(join(out, '.parley/contacts'))]).toEqual([false, false]);
  });

  it('keeps the list of forgotten people, which outlives every run', async () => {
    await open('2026-01-01T00:00:00.000Z');
    writeFileSync(join(out, 'forgotten.json'), '{}');
    await open('2027-01-01T00:00:00.000Z');
    expect(existsSync(join(out, 'forgotten.json'))).toBe(true);
  });
});
