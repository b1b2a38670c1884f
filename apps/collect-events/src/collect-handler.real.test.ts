import { Firehose } from '@aws-sdk/client-firehose';
import { S3 } from '@aws-sdk/client-s3';
import { firehoseStream } from '@parley/aws-firehose';
import { describeWith, type Moto, motoClient, startMoto } from '@parley/testing';
import { collectHandler } from './collect-handler';
import fixture from './http-api.event.json';

const ROLE = 'arn:aws:iam::123456789012:role/firehose';

/** The collector with the event of API Gateway's documents, on moto's Firehose, which writes to moto's S3 at once. */
describeWith('moto', 'the function that collects events', () => {
  let moto: Moto;
  let s3: S3;
  let firehose: Firehose;
  beforeAll(async () => {
    moto = await startMoto();
    s3 = new S3({ ...motoClient(moto.endpoint), forcePathStyle: true });
    firehose = new Firehose(motoClient(moto.endpoint));
    await s3.createBucket({ Bucket: 'events', CreateBucketConfiguration: { LocationConstraint: 'eu-west-1' } });
    await firehose.createDeliveryStream({ DeliveryStreamName: 'events', ExtendedS3DestinationConfiguration: { BucketARN: 'arn:aws:s3:::events', RoleARN: ROLE } });
  }, 60_000);
  afterAll(async () => {
    s3.destroy();
    firehose.destroy();
    await moto.stop();
  });

  const logged: unknown[] = [];
  const handler = (stream: string) => collectHandler({
    origins: ['https://shop.example'],
    ports: { send: firehoseStream(firehose, stream), wait: async () => undefined, now: () => 1_795_950_000_000, newId: () => 'new' },
    log: (status, counts) => logged.push({ status, ...counts }),
  });

  async function delivered(): Promise<string> {
    const { Contents = [] } = await s3.listObjectsV2({ Bucket: 'events' });
    const bodies = await Promise.all(Contents.map(async ({ Key }) => (await s3.getObject({ Bucket: 'events', Key })).Body?.transformToString()));
    return bodies.join('');
  }

  it('puts what it accepts on the stream, in text or base64, and answers each event', async () => {
    expect(await handler('events')(fixture)).toEqual({ statusCode: 202, headers: expect.objectContaining({ 'access-control-allow-origin': 'https://shop.example' }), body: '{"results":[{"status":202,"message":"Accepted"}]}' });
    const body = JSON.stringify([{ event: 'view', clientId: 'é' }, { event: 'view' }]);
    const coded = await handler('events')({ ...fixture, body: Buffer.from(body).toString('base64'), isBase64Encoded: true });
    expect(coded.statusCode).toBe(202);
    expect((await delivered()).trim().split('\n').map((line) => JSON.parse(line) as { event_type: string }).toSorted((a, b) => (a.event_type < b.event_type ? -1 : 1))).toMatchObject([{ event_type: 'buy', client: { client_id: 'c1' } }, { event_type: 'view', client: { client_id: 'é' } }]);
    expect(logged).toEqual([{ status: 202, accepted: 1, refused: 0, tryAgain: 0 }, { status: 202, accepted: 1, refused: 1, tryAgain: 0 }]);
  });

  it('fails, and accepts nothing, where there is no such stream', async () => {
    await expect(handler('gone')(fixture)).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
  });
});

const stream = (answer: () => Promise<object>) => firehoseStream({ putRecordBatch: answer } as unknown as Firehose, 's');

it('takes a busy stream and records left out for what they are', async () => {
  const busy = Object.assign(new Error('Slow down.'), { name: 'ServiceUnavailableException' });
  expect(await stream(() => Promise.reject(busy))([Buffer.of(1), Buffer.of(2)])).toEqual([false, false]);
  const left = { FailedPutCount: 1, RequestResponses: [{ RecordId: 'a' }, { ErrorCode: 'ServiceUnavailableException', ErrorMessage: 'Slow down.' }] };
  expect(await stream(async () => left)([Buffer.of(1), Buffer.of(2)])).toEqual([true, false]);
});
