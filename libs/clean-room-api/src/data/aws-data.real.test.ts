import { Glue } from '@aws-sdk/client-glue';
import { S3 } from '@aws-sdk/client-s3';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { describeWith, type Moto, motoClient, startMoto } from '@parley/testing';
import { buildEntry } from '../../../clean-room/src/testing/build-entry';
import { openQueryHost, type QueryHost } from '../queries/testing/query-host';
import { MEMBERSHIP, P, putScenario, Q, TABLES } from '../queries/testing/scenario';
import { awsData } from './aws-data';

const MATCH = 'SELECT DISTINCT c.customer_id, s.segment FROM crm c INNER JOIN seg s ON c.hashed_email = s.hashed_email';
const CSV = { SerializationLibrary: 'org.apache.hadoop.hive.serde2.OpenCSVSerde' };

describeWith('moto', 'a query over Glue and S3, by a moto server', () => {
  let moto: Moto;
  let s3: S3;
  let host: QueryHost;
  const folder = mkdtempSync(join(tmpdir(), 'parley-aws-data-'));
  const environment = { ...process.env };

  beforeAll(async () => {
    moto = await startMoto();
    Object.assign(process.env, { AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test' });
    s3 = new S3({ ...motoClient(moto.endpoint), forcePathStyle: true });
    for (const bucket of ['lake', 'results-of-q']) await s3.createBucket({ Bucket: bucket, CreateBucketConfiguration: { LocationConstraint: 'eu-west-1' } });
    for (const [name, { owner, schema, rows }] of Object.entries(TABLES)) await putTable(name, owner, schema, rows);
    const data = awsData({ sdk: { S3, Glue }, region: 'eu-west-1', endpoint: moto.endpoint, cache: join(folder, 'cache') });
    mkdirSync(join(folder, 'data'));
    host = await openQueryHost(folder, buildEntry('query-process'), { data });
    await putScenario(host.state);
  });

  afterAll(async () => {
    process.env = environment;
    await moto.stop();
    s3.destroy();
    await host.close();
    rmSync(folder, { recursive: true });
  });

  /** In the catalogue of its owner's account alone. */
  async function putTable(name: string, owner: string, schema: readonly (readonly [string, string])[], rows: readonly string[]): Promise<void> {
    const glue = new Glue(motoClient(moto.endpoint));
    glue.middlewareStack.add(
      (next) => async (args) => {
        (args.request as { headers: Record<string, string> }).headers['x-moto-account-id'] = owner;
        return next(args);
      },
      { step: 'build' },
    );
    await glue.createDatabase({ DatabaseInput: { Name: 'shared' } });
    const Columns = schema.map(([column, type]) => ({ Name: column, Type: type }));
    const StorageDescriptor = { Columns, Location: `s3://lake/${name}/`, SerdeInfo: CSV };
    await glue.createTable({ DatabaseName: 'shared', TableInput: { Name: name, Parameters: { 'skip.header.line.count': '1' }, StorageDescriptor } });
    await s3.putObject({ Bucket: 'lake', Key: `${name}/part-0.csv`, Body: [schema.map(([column]) => column).join(','), ...rows, ''].join('\n') });
    glue.destroy();
  }

  it("reads each party's own catalogue and writes the result to S3", async () => {
    const membershipIdentifier = MEMBERSHIP[Q];
    const resultConfiguration = { outputConfiguration: { s3: { resultFormat: 'CSV', bucket: 'results-of-q', keyPrefix: 'run-1' } } };
    const started = await host.call('StartProtectedQuery', Q, { type: 'SQL', membershipIdentifier, sqlParameters: { queryString: MATCH }, resultConfiguration });
    let query = started.protectedQuery as { id: string; status: string };
    while (['SUBMITTED', 'STARTED'].includes(query.status)) {
      await pause(50);
      query = (await host.call('GetProtectedQuery', Q, { membershipIdentifier, protectedQueryIdentifier: query.id })).protectedQuery as typeof query;
    }
    expect(query).toMatchObject({ status: 'SUCCESS', result: { output: { s3: { location: `s3://results-of-q/run-1/${query.id}/part-0.csv` } } } });
    const { Body } = await s3.getObject({ Bucket: 'results-of-q', Key: `run-1/${query.id}/part-0.csv` });
    const rows = ((await Body?.transformToString()) ?? '').trim().split('\n').slice(1).sort();
    expect(rows).toEqual(['c1,bronze', 'c1,gold', 'c2,gold', 'c3,gold', 'c4,silver', 'c5,silver']);
  });

  it("knows nothing of one party's table in the other's account", async () => {
    const { catalog } = awsData({ sdk: { S3, Glue }, region: 'eu-west-1', endpoint: moto.endpoint, cache: join(folder, 'cache') });
    await expect(catalog.getTable({ account: Q, database: 'shared', table: 'seg' })).rejects.toMatchObject({ code: 'TABLE_NOT_FOUND' });
    expect((await catalog.getTable({ account: P, database: 'shared', table: 'seg' })).columns).toHaveLength(5);
  });
});
