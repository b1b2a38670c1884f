import type { SageMakerPlan } from '@parley/owner-plan';
import type { StepApp } from './step-apps';

export interface MachineOptions {
  /** The ARN of the function that an app is deployed as. */
  functionArn(app: StepApp): string;
  /** Which engine learns and scores. */
  engine: 'booster' | SageMakerOptions;
  /** The SNS topic that asks a person for approval. */
  approvalTopicArn: string;
  /** Analyses of the contract, over all partners. */
  analyses: number;
  /** Protected queries at once: the account's quota is 5 in us-east-1 and 2 elsewhere (Clean Rooms quotas, November 2026). */
  concurrentQueries: number;
  /** Shards of one campaign that send at once. */
  concurrentShards: number;
}

/** What SageMaker's jobs are started with. */
export interface SageMakerOptions {
  plan: SageMakerPlan;
  region: string;
  /** The role that the jobs run as: it reads and writes below `runs/` of the work bucket, and has no network. */
  roleArn: string;
  /** The bucket of runs, below `runs/<run id>/`. */
  workBucket: string;
  /** The key of that bucket: SageMaker would take the account's own otherwise. */
  kmsKeyArn: string;
}
