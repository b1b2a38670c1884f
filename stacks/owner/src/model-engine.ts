import { keyAlias, TrainingRole, workBucketName, type PolicyStatement } from '@parley/constructs';
import type { Contract } from '@parley/contract';
import type { Plan } from '@parley/owner-plan';
import type { MachineOptions } from '@parley/pipeline';
import { xgboostImage } from '@parley/xgboost';
import type { Construct } from 'constructs';
import type { OwnerPlaces } from './owner-places';
import { RUNS } from './run-access';

export interface ModelEngine {
  engine: MachineOptions['engine'];
  /** What the machine needs besides, to have the model trained. */
  statements: readonly PolicyStatement[];
}

/** The engine that the plan names: our own booster needs nothing but its functions, SageMaker's jobs a role to work with. */
export function modelEngine(scope: Construct, { owner, terms }: Contract, { model }: Plan, { work }: OwnerPlaces): ModelEngine {
  if (model.engine.kind === 'booster') return { engine: 'booster', statements: [] };
  const { region } = terms;
  const { account } = owner;
  const workBucket = workBucketName(owner);
  const role = new TrainingRole(scope, 'training', { name: 'parley-owner-training', region, account, imageRepositoryArn: repositoryArn(xgboostImage(region)), place: work, prefixes: [RUNS] });
  // SageMaker takes an alias for a key, and in a machine's definition a reference of Terraform's would read as a path.
  return { engine: { plan: model.engine, region, roleArn: role.arn, workBucket, kmsKeyArn: `arn:aws:kms:${region}:${account}:${keyAlias(workBucket)}` }, statements: role.machineStatements };
}

/** `<account>.dkr.ecr.<region>.amazonaws.com/<repository>:<tag>` as the ARN of the repository. */
function repositoryArn(image: string): string {
  const [, account, region, repository] = /^(\d{12})\.dkr\.ecr\.([a-z0-9-]+)\.amazonaws\.com\/([^:]+):/.exec(image) ?? [];
  return `arn:aws:ecr:${region}:${account}:repository/${repository}`;
}
