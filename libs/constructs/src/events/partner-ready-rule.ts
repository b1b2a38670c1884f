import { CloudwatchEventRule } from '@cdktf/provider-aws/lib/cloudwatch-event-rule';
import { CloudwatchEventTarget } from '@cdktf/provider-aws/lib/cloudwatch-event-target';
import type { Party } from '@parley/contract';
import { Construct } from 'constructs';
import { metricAlarm } from '../alarms/metric-alarm';
import { PARTNER_BUS } from '../names';
import { PARTNER_EVENT } from './partner-bus';

export interface PartnerReadyRuleProps {
  partner: Party;
  machineArn: string;
  /** Of the role that starts the machine. */
  roleArn: string;
  /** Where an event waits that could not start it. */
  deadLettersArn: string;
  topicArn: string;
}

/**
 * Starts a run when a partner's data is ready. AWS says which account an event comes from, so no partner can speak for another. What a
 * run starts with is all of the event, so that an event that comes twice names the same run.
 */
export class PartnerReadyRule extends Construct {
  constructor(scope: Construct, id: string, { partner, machineArn, roleArn, deadLettersArn, topicArn }: PartnerReadyRuleProps) {
    super(scope, id);
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
      inputTransformer: {
        inputPaths: { event: '$.id', time: '$.time' },
        inputTemplate: JSON.stringify({ startedBy: 'partner', party: partner.id, event: '<event>', now: '<time>' }),
      },
      retryPolicy: { maximumEventAgeInSeconds: 86_400, maximumRetryAttempts: 185 },
      deadLetterConfig: { arn: deadLettersArn },
    });
    metricAlarm(this, 'failed', {
      name: `${name}-failed`,
      meaning: `Data of ${partner.name} is ready, and no run could be started. The event waits in the dead letters of parley-owner-segmentation.`,
      metric: { namespace: 'AWS/Events', metricName: 'FailedInvocations', dimensions: { EventBusName: PARTNER_BUS, RuleName: rule.name } },
      topicArn,
    });
  }
}
