import type { Party } from '@parley/contract';
import { Construct } from 'constructs';
import { AlertTopic } from './alert-topic';
import { EventAlarm } from './event-alarm';
import { EventLog } from './event-log';

export interface QueryAlertProps {
  party: Party;
  region: string;
}

/** Tells a partner of each query in its collaboration, and keeps the events. */
export class QueryAlert extends Construct {
  constructor(scope: Construct, id: string, { party, region }: QueryAlertProps) {
    super(scope, id);
    const topic = new AlertTopic(this, 'topic', { party, name: `parley-${party.id}-alerts` });
    const log = new EventLog(this, 'log', { name: `/parley/${party.id}/clean-room-events`, region, account: party.account });
    new EventAlarm(this, 'query', {
      name: `parley-${party.id}-query`,
      meaning: 'A query was started in a collaboration that your tables are in. The query log of the collaboration has its text; stop.sh of the kit ends all of them.',
      detailTypes: ['Protected Query Submitted', 'Protected Query Started', 'Protected Job Submitted', 'Protected Job Started'],
      log,
      topicArn: topic.arn,
    });
  }
}
