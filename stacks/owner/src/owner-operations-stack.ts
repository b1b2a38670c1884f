import {
  ACTIVATION_KEY, ACTIVATION_TABLES, AlertTopic, Backup, CLOUD_WATCH, CostBudget, Dashboard, dataBucketName, EventAlarm, EventLog, keyAlias, metricAlarm, PartyStack, resultsBucketName,
} from '@parley/constructs';
import { DataAwsKmsAlias } from '@cdktf/provider-aws/lib/data-aws-kms-alias';
import type { Contract } from '@parley/contract';
import type { Plan } from '@parley/owner-plan';
import { METRICS_NAMESPACE, serviceName, WATCHED_METRICS } from '@parley/pipeline';
import type { Construct } from 'constructs';

/** What happens in the collaborations, told by name. `absentForDays`: its absence is what alarms. */
const EVENTS = [
  { name: 'query-failed', meaning: 'A query failed or ran out of time. GetProtectedQuery says why.', detailTypes: ['Protected Query Failed', 'Protected Query Timed Out'] },
  { name: 'stale', meaning: 'No query has succeeded for a week: the segments grow old. See the runs of the pipeline.', detailTypes: ['Protected Query Succeeded'], absentForDays: 7 },
  {
    name: 'terms-changed',
    meaning: 'A member left, or changed a table or a rule. `parley rules diff` says what that lets whom learn.',
    detailTypes: ['Membership Deleted', 'Configured Table Association Updated', 'Configured Table Association Deleted', 'Configured Table Association Analysis Rule Updated', 'Configured Table Association Analysis Rule Deleted'],
  },
];

/** What waits for a person before it is sent, or since it was not: counts of the function that sends. */
const HELD_SENDS = [
  { name: 'sends-stopped', metricName: WATCHED_METRICS.stopped, meaning: 'The stop switch held back messages. Take it away in the send ledger when its cause is mended, and start the run again with the same runId.' },
  { name: 'volume-limit', metricName: WATCHED_METRICS.overVolume, meaning: 'A campaign would reach more people than approval.volumeLimit of plan.yaml, so nothing of the run was sent. Look at its segment before you raise the limit.' },
  { name: 'dead-letters', metricName: WATCHED_METRICS.deadLetters, meaning: 'Channels refused messages, or stayed too busy for them: dead letters wait in the table parley-owner-deferred, each with its reason.' },
];

/** Who said no, and what was sent: nothing else says it again. */
const BACKED_UP = ['consent', 'ledger'] as const;

/** The owner's watch: alarms by mail, a dashboard, daily backups, and a limit on the bill. */
export class OwnerOperationsStack extends PartyStack {
  constructor(scope: Construct, id: string, { owner, terms }: Contract, { operations }: Plan) {
    super(scope, id, { party: owner, region: terms.region });
    const { region } = terms;
    const { account } = owner;
    const { arn: topicArn } = new AlertTopic(this, 'topic', { party: owner, name: 'parley-owner-alerts', publishers: [CLOUD_WATCH, 'budgets.amazonaws.com'] });
    const log = new EventLog(this, 'log', { name: '/parley/owner/clean-room-events', region, account });
    const alarms = EVENTS.map((event) => ({ ...event, name: `parley-owner-${event.name}` }));
    for (const alarm of alarms) new EventAlarm(this, alarm.name, { ...alarm, log, topicArn });
    const sender = { namespace: METRICS_NAMESPACE, dimensions: { service: serviceName('activate-segments') } };
    const held = HELD_SENDS.map(({ metricName, meaning, ...one }) => ({ name: `parley-owner-${one.name}`, meaning, metric: { ...sender, metricName }, topicArn }));
    for (const alarm of held) metricAlarm(this, alarm.name, alarm);
    new Dashboard(this, 'dashboard', {
      name: 'parley-owner',
      region,
      account,
      alarms: [...alarms, ...held].map(({ name }) => name),
      events: Object.fromEntries(alarms.map(({ name, detailTypes }) => [name, detailTypes[0] ?? ''])),
      buckets: [dataBucketName(owner), resultsBucketName(owner)],
    });
    new CostBudget(this, 'budget', { name: 'parley-owner', limit: operations.monthlyBudgetUsd, topicArn });
    new Backup(this, 'backup', {
      name: 'parley-owner',
      region,
      account,
      bucketArn: `arn:aws:s3:::${dataBucketName(owner)}`,
      bucketKeyArn: new DataAwsKmsAlias(this, 'data-key', { name: keyAlias(dataBucketName(owner)) }).targetKeyArn,
      tableArns: BACKED_UP.map((table) => `arn:aws:dynamodb:${region}:${account}:table/${ACTIVATION_TABLES[table]}`),
      tableKeyArn: new DataAwsKmsAlias(this, 'tables-key', { name: keyAlias(ACTIVATION_KEY) }).targetKeyArn,
      keepDays: Math.min(owner.retentionDays, 35),
    });
  }
}
