import {
  AlertTopic, Backup, CLOUD_WATCH, contactsTableName, CostBudget, Dashboard, dataBucketName, EventAlarm, EventLog, keyAlias, PartyStack, resultsBucketName,
} from '@parley/constructs';
import { DataAwsKmsAlias } from '@cdktf/provider-aws/lib/data-aws-kms-alias';
import type { Contract } from '@parley/contract';
import type { Plan } from '@parley/owner-plan';
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
    new Dashboard(this, 'dashboard', {
      name: 'parley-owner',
      region,
      account,
      alarms: alarms.map(({ name }) => name),
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
      tableArn: `arn:aws:dynamodb:${region}:${account}:table/${contactsTableName(owner)}`,
      keepDays: Math.min(owner.retentionDays, 35),
    });
  }
}
