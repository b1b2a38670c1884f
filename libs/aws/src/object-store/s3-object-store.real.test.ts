import { S3 } from '@aws-sdk/client-s3';
import { readdirSync, mkdtempSync, rmSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describeWith, type Moto, motoClient, startMoto } from '@parley/testing';
import { S3ObjectStore } from './s3-object-store';

describeWith('moto', 'S3ObjectStore, by a moto server', () => {
  let moto: Moto;
  let store: S3ObjectStore;
  let client: S3;
  const scratch = mkdtempSync(join(tmpdir(), 'parley-s3-test-'));

  beforeAll(async () => {
    moto = await startMoto();
    client = new S3({ ...motoClient(moto.endpoint), forcePathStyle: true });
    await client.createBucket({ Bucket: 'results', CreateBucketConfiguration: { LocationConstraint: 'eu-west-1' } });
    store = new S3ObjectStore({ client, scratch, pageSize: 3 });
  }, 60_000);

  afterAll(async () => {
    client.destroy();
    await moto.stop();
    rmSync(scratch, { recursive: true });
  });

  it('reads back what it wrote, whatever the key', async () => {
    const uri = "s3://results/run=1/a b+c%20é'(1)/part-0.csv";
    await store.put(uri, 'a\n1\n');
    expect((await store.get(uri)).toString()).toBe('a\n1\n');
    expect(await store.list('s3://results/run=1/')).toEqual([uri]);
    expect(await store.exists(uri)).toBe(true);
  });

  it('stores a file that was made, lends it as a file of the same ending, and leaves nothing on this machine', async () => {
    const uri = 's3://results/q/part-0.parquet';
    const bytes = Buffer.alloc(3_000_000, 7);
    expect(await store.putFile(uri, (path) => writeFile(path, bytes).then(() => path))).toMatch(/\.parquet$/);
    const read = await store.withFile(uri, (path) => readFile(path));
    expect(bytes.equals(read)).toBe(true);
    expect(readdirSync(scratch)).toEqual([]);
  });

  it('stores nothing when making the file fails', async () => {
    const failing = store.putFile('s3://results/never/part-0.csv', async (path) => {
      await writeFile(path, 'half');
      throw new Error('broken');
    });
    await expect(failing).rejects.toThrow('broken');
    expect(await store.exists('s3://results/never/part-0.csv')).toBe(false);
    expect(readdirSync(scratch)).toEqual([]);
  });

  it('lists more than a page, sorted, without the marks of folders', async () => {
    const keys = Array.from({ length: 7 }, (_, index) => `s3://results/many/${index}`);
    await Promise.all(keys.map((key) => store.put(key, '')));
    await client.putObject({ Bucket: 'results', Key: 'many/folder/', Body: '', ContentLength: 0 });
    expect(await store.list('s3://results/many/')).toEqual(keys);
  });

  it('removes, also what is not there', async () => {
    await Promise.all(['s3://results/gone', 's3://results/gone-not'].map((uri) => store.put(uri, 'x')));
    await store.remove('s3://results/gone');
    await store.remove('s3://results/gone');
    expect(await store.exists('s3://results/gone')).toBe(false);
  });

  it.each([
    ['get', 's3://results/none', 'OBJECT_NOT_FOUND'],
    ['withFile', 's3://results/none', 'OBJECT_NOT_FOUND'],
    ['list', 's3://no-such-bucket/', 'OBJECT_BUCKET_UNKNOWN'],
    ['exists', 's3://no-such-bucket/a', 'OBJECT_BUCKET_UNKNOWN'],
    ['put', 's3://no-such-bucket/a', 'OBJECT_BUCKET_UNKNOWN'],
    ['get', 's3://results/../up', 'OBJECT_URI_INVALID'],
  ] as const)('%s %s: %s', async (call, uri, code) => {
    const calls = { exists: () => store.exists(uri), get: () => store.get(uri), list: () => store.list(uri), put: () => store.put(uri, ''), withFile: () => store.withFile(uri, (path) => readFile(path)) };
    await expect(calls[call]()).rejects.toMatchObject({ kind: 'input', code });
  });

  it('tells who cannot reach S3 at all', async () => {
    const nowhere = new S3({ ...motoClient('http://127.0.0.1:9'), forcePathStyle: true, maxAttempts: 1 });
    await expect(new S3ObjectStore({ client: nowhere }).get('s3://results/a')).rejects.toMatchObject({ kind: 'fault', code: 'AWS_FAILED' });
  });
});
