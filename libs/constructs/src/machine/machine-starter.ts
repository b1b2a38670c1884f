import { SchedulerSchedule } from '@cdktf/provider-aws/lib/scheduler-schedule';
import { Construct } from 'constructs';
import { LeastPrivilegeRole } from '../iam/least-privilege-role';
import type { LambdaHome } from '../lambda-app/lambda-home';

/** Same seed, same run: what a run draws by chance differs by its data alone. */
export const RUN_SEED = 1;

/** The role that EventBridge and its Scheduler start a state machine with, and nothing else. */
export class MachineStarter extends Construct {
  readonly roleArn: string;
  readonly #home: LambdaHome;
  readonly #machineArn: string;

  constructor(home: LambdaHome, id: string, { name, machineArn }: { name: string; machineArn: string }) {
    super(home, id);
    this.#home = home;
    this.#machineArn = machineArn;
    const { party, region, key, deadLetters } = home;
    const ofTheAccount = { StringEquals: { 'aws:SourceAccount': party.account } };
    const services = ['states', 'scheduler', 'sqs'].map((service) => `${service}.${region}.amazonaws.com`);
    const { role } = new LeastPrivilegeRole(this, 'role', {
      name,
      description: 'Starts runs by the clock and when partners have new data',
      trust: ['events', 'scheduler'].map((service) => ({ Sid: service, Effect: 'Allow', Principal: { Service: `${service}.amazonaws.com` }, Action: 'sts:AssumeRole', Condition: ofTheAccount })),
      statements: [
        { Sid: 'Start', Effect: 'Allow', Action: 'states:StartExecution', Resource: machineArn },
        { Sid: 'DeadLetters', Effect: 'Allow', Action: 'sqs:SendMessage', Resource: deadLetters.arn },
        { Sid: 'Key', Effect: 'Allow', Action: ['kms:Decrypt', 'kms:GenerateDataKey'], Resource: key.arn, Condition: { StringEquals: { 'kms:ViaService': services } } },
      ],
    });
    this.roleArn = role.arn;
  }

  /** Starts a run by the clock, in UTC. A start that is tried again says the same moment, after which the machine names the run: it goes on with the same one. */
  byTheClock(id: string, name: string, scheduleExpression: string): void {
    const { key, deadLetters } = this.#home;
    new SchedulerSchedule(this, id, {
      name,
      description: 'Starts a run by the clock',
      scheduleExpression,
      scheduleExpressionTimezone: 'UTC',
      flexibleTimeWindow: { mode: 'OFF' },
      kmsKeyArn: key.arn,
      target: {
        arn: this.#machineArn,
        roleArn: this.roleArn,
        input: JSON.stringify({ seed: RUN_SEED, now: '<aws.scheduler.scheduled-time>' }),
        retryPolicy: { maximumEventAgeInSeconds: 3600, maximumRetryAttempts: 20 },
        deadLetterConfig: { arn: deadLetters.arn },
      },
    });
  }
}
