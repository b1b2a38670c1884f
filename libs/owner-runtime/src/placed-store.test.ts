import { FolderObjectStore } from '@parley/object-store';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { placedStore } from './placed-store';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'parley-placed-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const storeOf = (run: string) => placedStore(new FolderObjectStore({ work: folder, results: folder }), { 'parley-run': { bucket: 'work', prefix: `runs/${run}/` } });

it('keeps runs apart in one bucket, under the names that steps use', async () => {
  const [one, other] = [storeOf('r1'), storeOf('r2')];
  await one.put('s3://parley-run/steps/a.json', '1');
  await one.putFile('s3://parley-run/steps/b.json', async () => undefined).catch(() => undefined);
  expect(await other.exists('s3://parley-run/steps/a.json')).toBe(false);
  expect(await one.list('s3://parley-run/steps/')).toEqual(['s3://parley-run/steps/a.json']);
  expect((await one.get('s3://parley-run/steps/a.json')).toString()).toBe('1');
  expect(readdirSync(folder, { recursive: true })).toContain('runs/r1/steps/a.json');
  await one.remove('s3://parley-run/steps/a.json');
  expect(await one.list('s3://parley-run/')).toEqual([]);
});

it('leaves every other bucket as it is', async () => {
  await storeOf('r1').put('s3://results/q1.parquet', 'rows');
  expect(await storeOf('r2').list('s3://results/')).toEqual(['s3://results/q1.parquet']);
});

it('lets no key climb out of its place', async () => {
  await expect(storeOf('r1').get('s3://parley-run/../r2/steps/a.json')).rejects.toMatchObject({ code: 'OBJECT_URI_INVALID' });
});
