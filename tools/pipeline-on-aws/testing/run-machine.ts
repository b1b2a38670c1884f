import { S3 } from '@aws-sdk/client-s3';
import type { Approval } from '@parley/activation';
import { S3ObjectStore } from '@parley/aws';
import type { Contract, Party } from '@parley/contract';
import { STORED_EVENTS } from '@parley/first-party-events';
import type { PartnerDataReady } from '@parley/intake';
import { answerApproval, ASK_APPROVAL, buildStateMachine, type MachineInput, runMachineLocally, STEP_APPS, type StepApp } from '@parley/pipeline';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Transform } from '../../../libs/first-party-events/src/testing/store-as-firehose';
import { storeFileAsFirehose } from '../../../libs/first-party-events/src/testing/store-file-as-firehose';
import type { Deployment } from './deploy';
import { type LocalCloud, REGION } from './local-cloud';

export interface Run {
  id: string;
  seed: number;
  /** ISO time. */
  now: string;
  approval: Approval;
}

/** Uploads a party's source file and gives its function the event that S3 would: "Object Created", as EventBridge brings it. */
export async function upload(cloud: LocalCloud, { buckets, normalise }: Deployment, party: Party, data: string): Promise<unknown> {
  const [table] = party.tables;
  if (!table) throw new Error(`${party.id} has no table`);
  const [Bucket, Key, Body] = [buckets.data(party), `incoming/${table.name}/${table.source.file}`, readFileSync(join(data, table.source.file))];
  const { VersionId, ETag } = await new S3(cloud.as(party.account)).putObject({ Bucket, Key, Body });
  const object = { key: Key, size: Body.length, etag: ETag, 'version-id': VersionId };
  const event = { version: '0', 'detail-type': 'Object Created', source: 'aws.s3', account: party.account, time: new Date().toISOString(), region: REGION, detail: { version: '0', bucket: { name: Bucket }, object, reason: 'PutObject' } };
  return normalise.get(party.account)?.invoke(event);
}

/** The owner's events, put on the stream: through its function, into the events bucket as Firehose puts them there. Gives how many objects there are. */
export async function streamEvents(cloud: LocalCloud, { buckets, ingest }: Deployment, { account }: Party, file: string, now: Date): Promise<number> {
  const deliveryStreamArn = `arn:aws:firehose:${REGION}:${account}:deliverystream/parley-owner-events`;
  const transform: Transform = async (records) => (await ingest.invoke({ invocationId: 'one', deliveryStreamArn, region: REGION, records })) as Awaited<ReturnType<Transform>>;
  return storeFileAsFirehose(new S3ObjectStore({ client: new S3(cloud.as(account)) }), `s3://${buckets.events}/${STORED_EVENTS}`, file, now, transform);
}

/** What the rule on the bus for partners starts the machine with: the event's own account, and no party's word for it. */
export async function announcement({ announced }: Deployment): Promise<NonNullable<MachineInput['announced']>> {
  const [event, ...more] = await announced.take<PartnerDataReady>();
  if (!event || more.length > 0) throw new Error(`${more.length + (event ? 1 : 0)} announcements`);
  return { account: event.account, ...event.detail };
}

/** Runs the owner's state machine with its functions. */
export async function runMachine(contract: Contract, { steps }: Deployment, { approval, ...run }: Run, announced: MachineInput['announced']): ReturnType<typeof runMachineLocally> {
  const arn = (app: StepApp): string => `arn:aws:lambda:${REGION}:${contract.owner.account}:function:parley-owner-${app}`;
  const definition = buildStateMachine({
    functionArn: arn,
    engine: 'booster',
    approvalTopicArn: `arn:aws:sns:${REGION}:${contract.owner.account}:parley-owner-approvals`,
    analyses: contract.collaborations.flatMap(({ analyses }) => analyses).length,
    concurrentQueries: 2,
    concurrentShards: 4,
  });
  const handlers = Object.fromEntries(STEP_APPS.map((app) => [arn(app), async (input: unknown) => steps.get(app)?.invoke(input)]));
  const input = { runId: run.id, seed: run.seed, now: run.now, ...(announced ? { announced } : {}) };
  return runMachineLocally({ definition, handlers: { ...handlers, [ASK_APPROVAL]: answerApproval(approval) }, input, wait: 200, retryAfter: 500 });
}
