import { S3 } from '@aws-sdk/client-s3';
import { describeWith, type Moto, motoClient, startMoto } from '@parley/testing';
import { readFile } from 'node:fs/promises';
import { S3ObjectStore } from './s3-object-store';
import { S3ObjectVersions } from './s3-object-versions';

describeWith('moto', 'S3ObjectVersions, by a moto server', () => {
  let moto: Moto;
  let client: S3;
  let store: S3ObjectStore;
  let versions: S3ObjectVersions;
  beforeAll(async () => {
    moto = await startMoto();
    client = new S3({ ...motoClient(moto.endpoint), forcePathStyle: true });
    await client.createBucket({ Bucket: 'work', CreateBucketConfiguration: { LocationConstraint: 'eu-west-1' } });
    await client.putBucketVersioning({ Bucket: 'work', VersioningConfiguration: { Status: 'Enabled' } });
    store = new S3ObjectStore({ client });
    versions = new S3ObjectVersions({ client, pageSize: 2 });
  }, 60_000);
  afterAll(async () => {
    client.destroy();
    await moto.stop();
  });

  it('finds what was replaced and what was removed, over pages, and takes one away for good', async () => {
    for (const text of ['1', '2', '3']) await store.put('s3://work/runs/a', text);
    await store.put('s3://work/runs/b', 'gone');
    await store.remove('s3://work/runs/b');
    await store.put('s3://work/runs/c', 'now');
    const old = await versions.listOld('s3://work/runs/');
    const texts = await Promise.all(old.map((one) => versions.withOld(one, async (path) => `${one.uri.slice(-1)} ${await readFile(path, 'utf8')}`)));
    expect(texts.toSorted()).toEqual(['a 1', 'a 2', 'b gone']);
    for (const one of old) await versions.removeOld(one);
    expect(await versions.listOld('s3://work/')).toEqual([]);
    expect((await store.get('s3://work/runs/a')).toString()).toBe('3');
  });

  it('takes an object away whole, and no other that begins as it does', async () => {
    for (const text of ['1', '2', '3']) await store.put('s3://work/note', text);
    await store.put('s3://work/note-of-another', 'stays');
    await versions.removeWhole('s3://work/note');
    const { Versions = [], DeleteMarkers = [] } = await client.listObjectVersions({ Bucket: 'work', Prefix: 'note' });
    expect([Versions.map(({ Key }) => Key), DeleteMarkers]).toEqual([['note-of-another'], []]);
  });
});
