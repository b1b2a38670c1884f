import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { S3 } from '@aws-sdk/client-s3';
import { SFN } from '@aws-sdk/client-sfn';
import { documentClient } from '@parley/aws-activation';
import { motoClient, startDynamoDb } from '@parley/testing';
import { TestTables } from '../../../../libs/aws-activation/src/testing/test-tables';
import type { Clients } from '../owner-places';
import { readEnvironment } from '../environment';

export const ENVIRONMENT = readEnvironment({
  AWS_REGION: 'eu-west-1',
  LAMBDA_TASK_ROOT: '/var/task',
  WORK_BUCKET: 'work',
  RESULTS_BUCKET: 'results',
  SOURCE_BUCKET: 'data',
  CONTACTS_BUCKET: 'contacts',
  EVENTS_BUCKET: 'events',
  FORGOTTEN_LIST: 's3://forgotten/forgotten.json',
  LEDGER_TABLE: 'ledger',
  DEFERRED_TABLE: 'deferred',
  CONSENT_TABLE: 'consent',
  INBOX_TABLE: 'inbox',
  MACHINE_ARN: 'arn:aws:states:eu-west-1:123456789012:stateMachine:parley-owner-segmentation',
});

const BUCKETS = ['work', 'results', 'data', 'contacts', 'events', 'forgotten'];
const TABLES = ['ledger', 'deferred', 'consent', 'inbox'];
const WRITE = /^(Put|Delete|Update|BatchWrite|TransactWrite)/;

/** How many writes a process makes before it dies: at a write, or with the write done and its answer lost. */
export interface Life {
  writes: number;
  answers: boolean;
}

/** The owner's account on moto: versioned buckets, the tables of activation and the state machine, as the stacks make them. */
export async function startOwnerAccount() {
  const moto = await startDynamoDb();
  const connection = motoClient(moto.endpoint);
  const s3 = new S3({ ...connection, forcePathStyle: true });
  const sfn = new SFN(connection);
  const tables = new TestTables(moto.endpoint);
  const dynamo = new DynamoDBClient(connection);
  for (const Bucket of BUCKETS) {
    await s3.createBucket({ Bucket, CreateBucketConfiguration: { LocationConstraint: 'eu-west-1' } });
    await s3.putBucketVersioning({ Bucket, VersioningConfiguration: { Status: 'Enabled' } });
  }
  for (const name of TABLES) await tables.make(name);
  await sfn.createStateMachine({ name: 'parley-owner-segmentation', definition: '{"StartAt":"A","States":{"A":{"Type":"Pass","End":true}}}', roleArn: 'arn:aws:iam::123456789012:role/r' });

  /** Clients of a process that lives so long. */
  const clientsFor = (life: Life): Clients & { close(): void } => {
    const [own, documents] = [new S3({ ...connection, forcePathStyle: true, maxAttempts: 1 }), documentClient(connection)];
    own.middlewareStack.add(mortal(life), { step: 'initialize', name: 'mortal' });
    documents.middlewareStack.add(mortal(life), { step: 'initialize', name: 'mortal' });
    return {
      s3: own,
      documents,
      sfn,
      close: () => {
        own.destroy();
        documents.destroy();
      },
    };
  };
  const stop = async (): Promise<void> => {
    for (const client of [s3, sfn, dynamo]) client.destroy();
    tables.close();
    await moto.stop();
  };
  return { s3, sfn, dynamo, documents: tables.documents, clientsFor, stop, buckets: BUCKETS, tables: TABLES };
}

export type OwnerAccount = Awaited<ReturnType<typeof startOwnerAccount>>;

const mortal =
  (life: Life) =>
  <Args, Answer>(next: (args: Args) => Promise<Answer>, context: { commandName?: string }) =>
  async (args: Args): Promise<Answer> => {
    if (!WRITE.test(context.commandName ?? '')) return next(args);
    const dies = life.writes-- <= 0;
    if (dies && !life.answers) throw new Error('killed');
    const answer = await next(args);
    if (dies) throw new Error('killed');
    return answer;
  };
