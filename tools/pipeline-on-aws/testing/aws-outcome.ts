import type { SendBulkEmailCommandInput } from '@aws-sdk/client-sesv2';
import type { SendMessagesCommandInput } from '@aws-sdk/client-pinpoint';
import type { SendTextMessageCommandInput } from '@aws-sdk/client-pinpoint-sms-voice-v2';
import { DynamoDB } from '@aws-sdk/client-dynamodb';
import { S3 } from '@aws-sdk/client-s3';
import { DynamoDBDocument } from '@aws-sdk/lib-dynamodb';
import { idempotencyKey, MESSAGE_TAG, messageHash } from '@parley/activation';
import { S3ObjectStore } from '@parley/aws';
import { documentClient, DynamoDeferredQueue, ItemTable } from '@parley/aws-activation';
import type { StrictService } from '@parley/testing';
import { type Deployment, TABLES } from './deploy';
import type { LocalCloud } from './local-cloud';
import { FAR_AWAY, type Messages, type Outcome, timeless } from './outcome';

/** What the run left in buckets and tables, and what services that send were asked to. */
export async function awsOutcome(cloud: LocalCloud, account: string, deployment: Deployment, runId: string): Promise<Outcome> {
  const store = new S3ObjectStore({ client: new S3(cloud.as(account)) });
  const out = `s3://${deployment.buckets.work}/out/${runId}/`;
  const text = async (path: string): Promise<string> => (await store.get(`${out}${path}`)).toString('utf8');
  const json = async (path: string): Promise<Record<string, unknown>> => JSON.parse(await text(path)) as Record<string, unknown>;
  const segments: Record<string, string> = {};
  for (const uri of await store.list(`${out}segments/`)) segments[uri.slice(`${out}segments/`.length)] = await text(uri.slice(out.length));
  const deferred = await new DynamoDeferredQueue(new ItemTable(documentClient(cloud.as(account)), TABLES.DEFERRED_TABLE)).due(FAR_AWAY);
  return { report: await json('report.json'), receipt: await json('receipt.json'), segments, messages: await messagesOf(cloud, account, deployment), deferred: [...deferred] };
}

async function messagesOf({ senders, as }: LocalCloud, account: string, { custom }: Deployment): Promise<Messages> {
  const events = await custom.take<{ id: string }>();
  return {
    email: emails(senders.email),
    sms: Object.fromEntries(inputs<SendTextMessageCommandInput>(senders.sms).map(({ Context, DestinationPhoneNumber: to, MessageBody: body }) => [Context?.[MESSAGE_TAG], { to, body }])),
    push: pushes(senders.push),
    'in-app': await inbox(DynamoDBDocument.from(new DynamoDB(as(account)))),
    custom: Object.fromEntries(events.map(({ detail: { id, ...detail } }) => [id, detail])),
  };
}

const inputs = <Input>({ calls }: StrictService): Input[] => calls.map(({ input }) => input as Input);

function emails(service: StrictService): Record<string, unknown> {
  const entries = inputs<SendBulkEmailCommandInput>(service).flatMap(({ BulkEmailEntries = [] }) => BulkEmailEntries);
  return Object.fromEntries(
    entries.map(({ Destination, ReplacementEmailContent, ReplacementHeaders = [], ReplacementTags = [] }) => {
      const { subject } = JSON.parse(ReplacementEmailContent?.ReplacementTemplate?.ReplacementTemplateData ?? '') as { subject: string };
      const header = (wanted: string) => ReplacementHeaders.find(({ Name }) => Name === wanted)?.Value;
      return [ReplacementTags.find(({ Name }) => Name === MESSAGE_TAG)?.Value, { to: Destination?.ToAddresses?.join(), subject, unsubscribe: header('List-Unsubscribe') }];
    }),
  );
}

function pushes(service: StrictService): Record<string, unknown> {
  return Object.fromEntries(
    inputs<SendMessagesCommandInput>(service).flatMap(({ MessageRequest }) =>
      Object.entries(MessageRequest?.Addresses ?? {}).map(([to, { ChannelType, TitleOverride: title, BodyOverride: body, Context }]) => [
        Context?.[MESSAGE_TAG],
        { to, service: ChannelType, title, body, url: MessageRequest?.MessageConfiguration?.GCMMessage?.Url },
      ]),
    ),
  );
}

type InboxItem = Partial<Record<'pk' | 'campaign' | 'runId', string>> & { content?: unknown };

/** A person's item says what is shown; the hash is made from what it is about. */
async function inbox(documents: DynamoDBDocument): Promise<Record<string, unknown>> {
  const found: Record<string, unknown> = {};
  let from: Record<string, unknown> | undefined;
  do {
    const { Items = [], LastEvaluatedKey } = await documents.scan({ TableName: TABLES.INBOX_TABLE, ...(from ? { ExclusiveStartKey: from } : {}) });
    for (const { pk, campaign, runId, content } of Items as InboxItem[]) {
      const [, recipient] = /^person#(.*)$/.exec(pk ?? '') ?? [];
      if (recipient !== undefined) found[messageHash(idempotencyKey({ campaign: campaign ?? '', runId: runId ?? '', recipient, channel: 'in-app' }))] = { recipient, content: timeless(content) };
    }
    from = LastEvaluatedKey;
  } while (from);
  return found;
}
