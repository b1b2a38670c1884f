import { EventBridge } from '@aws-sdk/client-eventbridge';
import { SecretsManager } from '@aws-sdk/client-secrets-manager';
import { S3 } from '@aws-sdk/client-s3';
import { S3ObjectStore } from '@parley/aws';
import { loadParty, type Party } from '@parley/contract';
import { hashIdentifier } from '@parley/identity';
import { readParquet } from '@parley/tabular';
import { describeWith, type Moto, motoClient, startMoto } from '@parley/testing';
import { resolve } from 'node:path';
import fixture from './object-created.event.json';
import { ownerBus } from './owner-bus';
import { pairKey } from './pair-key';
import { type ObjectCreated, uploadHandler } from './upload-handler';

const KEY = 'ab'.repeat(32);
const PEOPLE = `partner_id,email,phone,income_band,home_status,children_at_home,category_interest,trips_last_year,commute_minutes
m1,Ann.Lee@example.com,(202) 555-0123,high,owner,1,2.5,3,40
`;

/** The sample partner's function, on moto's S3 and Secrets Manager, with the event of the S3 User Guide. */
describeWith('moto', 'the function that normalises', () => {
  let moto: Moto;
  let s3: S3;
  let secrets: SecretsManager;
  let party: Party;
  beforeAll(async () => {
    moto = await startMoto();
    s3 = new S3({ ...motoClient(moto.endpoint), forcePathStyle: true });
    secrets = new SecretsManager(motoClient(moto.endpoint));
    party = await loadParty(resolve(__dirname, '../../../stacks/partner-sample/party.yaml'));
    await s3.createBucket({ Bucket: 'panel', CreateBucketConfiguration: { LocationConstraint: 'eu-west-1' } });
    await s3.putBucketVersioning({ Bucket: 'panel', VersioningConfiguration: { Status: 'Enabled' } });
  }, 60_000);
  afterAll(async () => {
    s3.destroy();
    secrets.destroy();
    await moto.stop();
  });

  const arrived = async (key: string, text: string): Promise<ObjectCreated> => {
    const { VersionId = '' } = await s3.putObject({ Bucket: 'panel', Key: key, Body: text });
    return { ...fixture, detail: { ...fixture.detail, bucket: { name: 'panel' }, object: { ...fixture.detail.object, key, size: text.length, 'version-id': VersionId } } };
  };
  const handler = (secret: string) => uploadHandler({ party, counterpart: 'owner', store: new S3ObjectStore({ client: s3 }), hash: pairKey(secrets, secret) });

  it('hashes what arrived under the pair\'s key, once a version, and tells of what it refused', async () => {
    const { ARN = '' } = await secrets.createSecret({ Name: 'parley/pair-key/partner-sample', SecretString: KEY });
    const handle = handler(ARN);
    const event = await arrived('incoming/people/june.csv', PEOPLE);
    expect(await handle(event)).toMatchObject({ outcome: 'written', rows: 1 });
    expect(await handle(event)).toMatchObject({ outcome: 'written before' });
    const columns = await new S3ObjectStore({ client: s3 }).withFile('s3://panel/parley_partner_sample_for_owner/people/part.parquet', async (path) => (await readParquet(path)).columns);
    const hash = { kind: 'HMAC_SHA_256' as const, key: Buffer.from(KEY, 'hex') };
    expect(columns.find(({ name }) => name === 'hashed_email')?.values).toEqual([hashIdentifier('ann.lee@example.com', hash)]);
    expect(columns.map(({ name }) => name)).not.toContain('email');

    expect(await handle(await arrived('incoming/people/july.csv', 'nonsense'))).toMatchObject({ outcome: 'refused' });
    const { Contents = [] } = await s3.listObjectsV2({ Bucket: 'panel', Prefix: 'quarantine/' });
    expect(Contents.map(({ Key }) => Key)).toEqual([expect.stringMatching(/^quarantine\/people\/july\.csv\..+\.refused\.json$/)]);
  });

  it('tells the owner on the bus, once a version', async () => {
    const events = new EventBridge(motoClient(moto.endpoint));
    const { EventBusArn = '' } = await events.createEventBus({ Name: 'parley' });
    await events.createArchive({ ArchiveName: 'told', EventSourceArn: EventBusArn, EventPattern: JSON.stringify({ source: ['parley.partner'], 'detail-type': ['PartnerDataReady'], detail: { party: ['partner-sample'], table: ['people'], rows: [1] } }) });
    const { ARN = '' } = await secrets.createSecret({ Name: 'parley/pair-key/told', SecretString: KEY });
    const handle = uploadHandler({ party, counterpart: 'told', store: new S3ObjectStore({ client: s3 }), hash: pairKey(secrets, ARN), announce: ownerBus(events, EventBusArn) });
    const event = await arrived('incoming/people/june.csv', PEOPLE);
    await handle(event);
    await handle(event);
    expect((await events.describeArchive({ ArchiveName: 'told' })).EventCount).toBe(1);
    events.destroy();
  });

  it('says that the bus did not take the event', async () => {
    const closed = { putEvents: async () => ({ FailedEntryCount: 1, Entries: [{ ErrorCode: 'NotAuthorizedForSourceException' }], $metadata: {} }) };
    const ready = { party: 'p', table: 't', rows: 1, quarantined: 0, version: 'v' };
    await expect(ownerBus(closed as unknown as EventBridge, 'arn:bus')(ready)).rejects.toThrow(/NotAuthorizedForSourceException/);
  });

  it('fails, to be tried again, while the key is not set, and says nothing of one that is none', async () => {
    const { ARN = '' } = await secrets.createSecret({ Name: 'parley/pair-key/later' });
    const handle = handler(ARN);
    const event = await arrived('incoming/people/june.csv', PEOPLE);
    await expect(handle(event)).rejects.toThrow();
    await secrets.putSecretValue({ SecretId: ARN, SecretString: 'hunter2' });
    await expect(handle(event)).rejects.toThrow(/64 hex digits/);
    await expect(handle(event)).rejects.not.toThrow(/hunter2/);
    await secrets.putSecretValue({ SecretId: ARN, SecretString: KEY });
    expect(await handle(event)).toMatchObject({ outcome: 'written' });
  });
});
