import { Glue } from '@aws-sdk/client-glue';
import { S3 } from '@aws-sdk/client-s3';
import { mkdtempSync, rmSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { S3ObjectStore } from '../object-store/s3-object-store';
import { describeWith, type Moto, motoClient, startMoto } from '@parley/testing';
import { GlueCatalog } from './glue-catalog';
import { storageOf } from './glue-table';

const ACCOUNT = '123456789012';
const COLUMNS = [{ name: 'id', type: 'string' }];
const partition = (value: string, location: string) => ({ Values: [value], StorageDescriptor: storageOf('csv', COLUMNS, location) });
const ref = (table: string) => ({ account: ACCOUNT, database: 'shop', table });

describeWith('moto', 'GlueCatalog, by a moto server', () => {
  let moto: Moto;
  let glue: Glue;
  let s3: S3;
  let store: S3ObjectStore;
  let catalog: GlueCatalog;
  const cache = mkdtempSync(join(tmpdir(), 'parley-glue-test-'));

  beforeAll(async () => {
    moto = await startMoto();
    glue = new Glue(motoClient(moto.endpoint));
    s3 = new S3({ ...motoClient(moto.endpoint), forcePathStyle: true });
    await s3.createBucket({ Bucket: 'lake', CreateBucketConfiguration: { LocationConstraint: 'eu-west-1' } });
    await glue.createDatabase({ CatalogId: ACCOUNT, DatabaseInput: { Name: 'shop' } });
    store = new S3ObjectStore({ client: s3 });
    catalog = new GlueCatalog({ glue: () => glue, store, cache, locationOf: ({ table }) => `s3://lake/written/${table}/` });
  }, 60_000);

  afterAll(async () => {
    glue.destroy();
    s3.destroy();
    await moto.stop();
    rmSync(cache, { recursive: true });
  });

  async function make(name: string, given: { columns?: typeof COLUMNS; keys?: string[]; parameters?: Record<string, string>; storage?: object } = {}): Promise<void> {
    const { columns = COLUMNS, keys = [], parameters = {}, storage = {} } = given;
    const input = {
      Name: name,
      Parameters: { 'skip.header.line.count': '1', ...parameters },
      StorageDescriptor: { ...storageOf('csv', columns, `s3://lake/${name}`), ...storage },
      PartitionKeys: keys.map((key) => ({ Name: key, Type: 'string' })),
    };
    await glue.createTable({ CatalogId: ACCOUNT, DatabaseName: 'shop', TableInput: input });
  }

  const contents = async (name: string): Promise<[string, object][]> => {
    const { files } = await catalog.files(ref(name));
    return Promise.all(files.map(async ({ path, partition }) => [await readFile(path, 'utf8'), partition] as [string, object]));
  };

  it('reads a table and its files, gzip too, and again when they change', async () => {
    await make('people', { columns: [...COLUMNS, { name: 'tags', type: 'array<string>' }] });
    await store.put('s3://lake/people/a.csv', 'id\n1\n');
    await store.put('s3://lake/people/b.csv.gz', gzipSync('id\n2\n'));
    await store.put('s3://lake/people/_SUCCESS', '');
    await store.put('s3://lake/people-of-another-table/c.csv', 'id\n3\n');
    expect(await catalog.getTable(ref('people'))).toEqual({ ...ref('people'), columns: [...COLUMNS, { name: 'tags', type: 'array<string>' }], partitionKeys: [] });
    expect(await contents('people')).toEqual([['id\n1\n', {}], ['id\n2\n', {}]]);
    await store.put('s3://lake/people/a.csv', 'id\n9\n');
    expect((await Promise.all([contents('people'), contents('people')]))[1]).toEqual([['id\n9\n', {}], ['id\n2\n', {}]]);
  });

  it('reads registered partitions, wherever they lie, and no other', async () => {
    await make('visits', { keys: ['day'] });
    await store.put('s3://lake/visits/day=1/a.csv', 'id\n1\n');
    await store.put('s3://lake/visits/day=2/a.csv', 'id\n2\n');
    await store.put('s3://lake/elsewhere/a.csv', 'id\n3\n');
    const partitions = [partition('1', 's3://lake/visits/day=1/'), partition('a/b', 's3://lake/elsewhere')];
    await glue.batchCreatePartition({ CatalogId: ACCOUNT, DatabaseName: 'shop', TableName: 'visits', PartitionInputList: partitions });
    expect(await contents('visits')).toEqual([['id\n1\n', { day: '1' }], ['id\n3\n', { day: 'a/b' }]]);
  });

  it('reads projected partitions by their paths', async () => {
    await make('clicks', { keys: ['day'], parameters: { 'projection.enabled': 'true' } });
    await store.put('s3://lake/clicks/day=2026-11-22/a.csv', 'id\n1\n');
    expect(await contents('clicks')).toEqual([['id\n1\n', { day: '2026-11-22' }]]);
    await store.put('s3://lake/clicks/stray.csv', 'id\n1\n');
    await expect(catalog.files(ref('clicks'))).rejects.toMatchObject({ code: 'TABLE_FILES_INVALID' });
  });

  it('replaces a table whole, and its old files go', async () => {
    const put = (text: string): Promise<void> => catalog.putTable({ ...ref('written'), columns: COLUMNS, partitionKeys: [] }, (folder) => writeFile(join(folder, 'part-0.csv'), text));
    await put('id\n1\n');
    expect(await contents('written')).toEqual([['id\n1\n', {}]]);
    await put('id\n2\n');
    expect(await contents('written')).toEqual([['id\n2\n', {}]]);
    expect(await store.list('s3://lake/written/')).toHaveLength(1);
    expect((await catalog.listTables(ACCOUNT, 'shop')).map(({ table }) => table)).toContain('written');
    const failing = catalog.putTable({ ...ref('written'), columns: COLUMNS, partitionKeys: [] }, async () => Promise.reject(new Error('broken')));
    await expect(failing).rejects.toThrow('broken');
    expect(await contents('written')).toEqual([['id\n2\n', {}]]);
  });

  it.each([
    ['unheaded', { parameters: { 'skip.header.line.count': '0' } }, /no header line/],
    ['semicolons', { storage: { SerdeInfo: { SerializationLibrary: 'org.apache.hadoop.hive.serde2.OpenCSVSerde', Parameters: { separatorChar: ';' } } } }, /delimiter is ";"/],
    ['orc', { storage: { SerdeInfo: { SerializationLibrary: 'org.apache.hadoop.hive.ql.io.orc.OrcSerde' } } }, /SerDe .* is not known/],
  ])('says why it cannot read a table: %s', async (name, given, message) => {
    await make(name, given);
    await expect(catalog.files(ref(name))).rejects.toMatchObject({ kind: 'input', code: 'TABLE_SCHEMA_INVALID', message: expect.stringMatching(message) });
  });

  it('says that there is no such table, or no data', async () => {
    await expect(catalog.getTable(ref('none'))).rejects.toMatchObject({ kind: 'input', code: 'TABLE_NOT_FOUND' });
    expect(await catalog.listTables(ACCOUNT, 'no_database')).toEqual([]);
    await make('empty');
    await expect(catalog.files(ref('empty'))).rejects.toMatchObject({ kind: 'input', code: 'TABLE_FILES_INVALID' });
  });
});
