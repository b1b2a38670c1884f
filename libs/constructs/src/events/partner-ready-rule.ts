import { CloudwatchEventRule } from '@cdktf/provider-aws/lib/cloudwatch-event-rule';
import { CloudwatchEventTarget } from '@cdktf/provider-aws/lib/cloudwatch-event-target';
import type { Party } from '@parley/contract';
import { Construct } from 'constructs';
import { metricAlarm } from '../alarms/metric-alarm';
import type { LambdaHome } from '../lambda-app/lambda-home';
import { RUN_SEED } from '../machine/machine-starter';
import { PARTNER_BUS } from '../names';
import { PARTNER_EVENT } from './partner-bus';

export interface PartnerReadyRuleProps {
  partner: Party;
  machineArn: string;
  /** Of the role that starts the machine. */
  roleArn: string;
}

const [DAY, TRIES] = [86_400, 185];

/** Parts of the event that a run is started with: its id names the run, so that an event which comes twice goes on with the same run. */
const PATHS = { id: '$.id', time: '$.time', account: '$.account', party: '$.detail.party', table: '$.detail.table', rows: '$.detail.rows', quarantined: '$.detail.quarantined', version: '$.detail.version' };
const INPUT = `{"runId":"partner-<id>","seed":${RUN_SEED},"now":"<time>","announced":{"account":"<account>","party":"<party>","table":"<table>","rows":<rows>,"quarantined":<quarantined>,"version":"<version>"}}`;

/** Starts a run when a partner's data is ready. AWS says which account an event comes from, so no partner can speak for another. */
export class PartnerReadyRule extends Construct {
  constructor(home: LambdaHome, id: string, { partner, machineArn, roleArn }: PartnerReadyRuleProps) {
    super(home, id);
    const name = `parley-owner-ready-${partner.id}`;
    const rule = new CloudwatchEventRule(this, 'rule', {
      name,
      description: `Data of ${partner.name} is ready`,
      eventBusName: PARTNER_BUS,
      eventPattern: JSON.stringify({ source: [PARTNER_EVENT.source], 'detail-type': [PARTNER_EVENT.detailType], account: [partner.account], detail: { party: [partner.id] } }),
    });
    new CloudwatchEventTarget(this, 'target', {
      rule: rule.name,
      eventBusName: PARTNER_BUS,
      arn: machineArn,
      roleArn,
      inputTransformer: { inputPaths: PATHS, inputTemplate: INPUT },
      retryPolicy: { maximumEventAgeInSeconds: DAY, maximumRetryAttempts: TRIES },
      deadLetterConfig: { arn: home.deadLetters.arn },
    });
    metricAlarm(this, 'failed', {
      name: `${name}-failed`,
      meaning: `Data of ${partner.name} is ready, and no run could be started. The event waits in ${home.deadLetters.name}.`,
      metric: { namespace: 'AWS/Events', metricName: 'FailedInvocations', dimensions: { EventBusName: PARTNER_BUS, RuleName: rule.name } },
      topicArn: home.topicArn,
    });
  }
}
