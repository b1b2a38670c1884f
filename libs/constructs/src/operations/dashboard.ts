import { CloudwatchDashboard } from '@cdktf/provider-aws/lib/cloudwatch-dashboard';
import { Construct } from 'constructs';

export interface DashboardProps {
  name: string;
  region: string;
  account: string;
  alarms: readonly string[];
  /** Names of rules on events, with what they count. */
  events: Readonly<Record<string, string>>;
  buckets: readonly string[];
}

interface Widget {
  type: 'alarm' | 'metric';
  width: number;
  height: number;
  properties: object;
}

/** What a run has done lately, at one look: alarms, events of Clean Rooms by day, and how much lies in the buckets. */
export class Dashboard extends Construct {
  constructor(scope: Construct, id: string, props: DashboardProps) {
    super(scope, id);
    new CloudwatchDashboard(this, 'dashboard', { dashboardName: props.name, dashboardBody: JSON.stringify({ widgets: widgets(props) }) });
  }
}

const DAY = 86_400;

function widgets({ region, account, alarms, events, buckets }: DashboardProps): Widget[] {
  const counted = Object.entries(events).map(([rule, label]) => ['AWS/Events', 'TriggeredRules', 'RuleName', rule, { label }]);
  const stored = buckets.map((bucket) => ['AWS/S3', 'BucketSizeBytes', 'BucketName', bucket, 'StorageType', 'StandardStorage', { label: bucket }]);
  const arns = alarms.map((name) => `arn:aws:cloudwatch:${region}:${account}:alarm:${name}`);
  return [
    { type: 'alarm', width: 24, height: 3, properties: { title: 'Alarms', alarms: arns } },
    { type: 'metric', width: 12, height: 6, properties: { title: 'Clean Rooms, a day', region, stat: 'Sum', period: DAY, view: 'timeSeries', stacked: false, metrics: counted } },
    { type: 'metric', width: 12, height: 6, properties: { title: 'Bytes stored', region, stat: 'Average', period: DAY, view: 'timeSeries', stacked: false, metrics: stored } },
  ];
}
