import type { PolicyStatement } from '@parley/constructs';
import type { StepApp } from './function-sizes';
import { catalogueAccess, contactsAccess, dataAccess, RESULTS, resultsAccess, type RunAccess, runAccess, RUNS } from './run-access';

export interface StepAccessProps extends RunAccess {
  account: string;
  /** Ids of the owner's memberships. */
  memberships: readonly string[];
  /** Names of the databases of the owner's own tables. */
  databases: readonly string[];
  /** What counting events needs; nothing where the plan counts none. */
  events: readonly PolicyStatement[];
  /** What SQL in Athena needs. */
  sql: readonly PolicyStatement[];
  /** What knowing who may be written to needs. */
  audience: readonly PolicyStatement[];
}

interface Step {
  description: string;
  statements: readonly PolicyStatement[];
  /** What it works with besides what every step does. */
  works?: 'addresses' | 'features';
}

/** What each step does and so may do. The one that sends is not here: it lives with the channels. */
export function stepAccess(props: StepAccessProps): Readonly<Record<Exclude<StepApp, 'activate-segments'>, Step>> {
  const [run, out, data] = [runAccess(props), runAccess(props, { out: true }), [...dataAccess(props), ...catalogueAccess(props)]];
  return {
    'check-inputs': { description: 'Checks what a run stands on', statements: [...runAccess(props, { intake: true }), ...data] },
    'run-analysis': { description: 'Starts queries of the clean room, and looks whether they have ended', statements: [...run, ...queries(props)] },
    'build-features': { description: 'Joins what the clean room released to what the owner knows', statements: [...run, ...data, ...resultsAccess(props), ...props.events, ...props.sql, ...athenaFiles(props)], works: 'features' },
    'evaluate-model': { description: 'Judges models on rows they have not seen', statements: run },
    'train-model': { description: 'Fits the model that scores', statements: out },
    score: { description: 'Scores every customer', statements: out },
    'build-segments': { description: 'Selects segments by score and consent', statements: [...out, ...contactsAccess(props), ...props.audience], works: 'addresses' },
    report: { description: 'Writes the report of a run', statements: out },
  };
}

/** Results are written by Clean Rooms in the asking role's name (Clean Rooms User Guide, "Setting up", read 2026-11): through it alone may this role write them. */
function queries({ region, account, memberships, places }: StepAccessProps): PolicyStatement[] {
  const byCleanRooms = { 'ForAnyValue:StringEquals': { 'aws:CalledVia': 'cleanrooms.amazonaws.com' } };
  const arns = memberships.map((id) => `arn:aws:cleanrooms:${region}:${account}:membership/${id}`);
  return [
    { Sid: 'Query', Effect: 'Allow', Action: ['cleanrooms:GetProtectedQuery', 'cleanrooms:ListProtectedQueries', 'cleanrooms:StartProtectedQuery'], Resource: arns.flatMap((arn) => [arn, `${arn}/*`]) },
    { Sid: 'ResultPlace', Effect: 'Allow', Action: ['s3:GetBucketLocation', 's3:ListBucket'], Resource: places.results.arn, Condition: byCleanRooms },
    { Sid: 'ResultFiles', Effect: 'Allow', Action: 's3:PutObject', Resource: `${places.results.arn}/${RESULTS}*`, Condition: byCleanRooms },
    { Sid: 'ResultKey', Effect: 'Allow', Action: ['kms:Decrypt', 'kms:GenerateDataKey'], Resource: places.results.keyArn, Condition: byCleanRooms },
  ];
}

/** Athena works in the step's name: it finds the buckets that it reads, and writes parts below the run's `sql/`, which the step sweeps when they are one. */
function athenaFiles({ places }: StepAccessProps): PolicyStatement[] {
  const scratch = `${places.work.arn}/${RUNS}*/sql/*`;
  return [
    { Sid: 'AthenaSources', Effect: 'Allow', Action: 's3:GetBucketLocation', Resource: [places.data.arn, places.results.arn] },
    { Sid: 'AthenaParts', Effect: 'Allow', Action: ['s3:AbortMultipartUpload', 's3:DeleteObject', 's3:ListMultipartUploadParts'], Resource: scratch },
  ];
}
