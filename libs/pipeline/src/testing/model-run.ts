import { FolderObjectStore } from '@parley/object-store';
import { auc } from '@parley/segmentation';
import { readParquet, writeParquet } from '@parley/tabular';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { stepHandlers } from '../handlers/step-handlers';
import type { MachineOptions, SageMakerOptions } from '../machine/machine-options';
import { modelBranch } from '../machine/model-states';
import { type LocalExecution, runMachineLocally } from '../machine/run-machine-locally';
import { STEP_APPS } from '../machine/step-apps';
import type { Ports } from '../ports';

const ROWS = 2400;

export const sageMaker: SageMakerOptions = {
  plan: { kind: 'sagemaker', instanceType: 'ml.m5.xlarge', volumeGb: 30, maxSeconds: 3600, atOnce: 2 },
  region: 'eu-west-1',
  roleArn: 'arn:aws:iam::111122223333:role/parley-sagemaker',
  workBucket: 'work',
  kmsKeyArn: 'arn:aws:kms:eu-west-1:111122223333:key/00000000-0000-0000-0000-000000000000',
};

export const machineOptions: MachineOptions = {
  functionArn: (app) => `arn:aws:lambda:eu-west-1:111122223333:function:parley-${app}`,
  engine: sageMaker,
  approvalTopicArn: 'arn:aws:sns:eu-west-1:111122223333:approval',
  analyses: 3,
  concurrentQueries: 2,
  concurrentShards: 8,
};

/** The model's part of a run, from a feature table to scores, over a folder. */
export class ModelRun {
  readonly ports: Ports;
  readonly spend = Float64Array.from({ length: ROWS }, (_, row) => lot(row, 1));
  readonly labels = Uint8Array.from(this.spend, (spend, row) => (lot(row, 2) < 0.15 + 0.5 * spend + (income(row) ?? 0) * 0.3 ? 1 : 0));

  constructor(
    private readonly folder: string,
    engine: Ports['plan']['model']['engine'] = sageMaker.plan,
  ) {
    for (const name of ['run', 'out']) mkdirSync(join(folder, name), { recursive: true });
    const model = {
      label: { table: 'customers', column: 'bought', positive: 'yes' },
      features: { own: ['spend', 'area'], partners: { panel: ['income'] } },
      booster: { trees: 60, learningRate: 0.1, leaves: 7, minRowsInLeaf: 20, bins: 63 },
      engine,
    };
    const evaluation = { split: { kind: 'random', testShare: 0.25 }, gate: { minAuc: 0.6, maxEce: 0.5, maxPsi: 0.25 } };
    this.ports = {
      plan: { model, evaluation, holdout: { share: 0.1, salt: 'spring' } },
      contract: { owner: { file: 'party.yaml' } },
      store: new FolderObjectStore({ 'parley-run': join(folder, 'run'), 'parley-out': join(folder, 'out') }),
      watcher: { started: () => {}, ended: () => {} },
    } as unknown as Ports;
  }

  async writeFeatures(): Promise<void> {
    const rows = [...this.spend.keys()];
    await writeParquet(join(this.folder, 'run/features.parquet'), {
      rows: ROWS,
      columns: [
        column('customer_id', 'string', rows.map((row) => `c${row}`)),
        column('label_value', 'string', rows.map((row) => (this.labels[row] ? 'yes' : 'no'))),
        column('order_value', 'bigint', rows),
        column('spend', 'double', [...this.spend]),
        column('area', 'string', rows.map((row) => ['north', 'south', null][row % 3] ?? null)),
        column('panel__income', 'double', rows.map(income)),
      ],
    });
  }

  /** Runs the states from the feature table to `$.scores`; a failed gate ends the execution. */
  async execute(handlers: Record<string, (input: unknown) => Promise<unknown>>): Promise<LocalExecution> {
    const branch = modelBranch(machineOptions);
    const steps = STEP_APPS.map((app) => [machineOptions.functionArn(app), (input: unknown) => stepHandlers[app](input, this.ports)] as const);
    return runMachineLocally({
      definition: {
        StartAt: branch.start,
        States: {
          ...branch.evaluate('GatePassed'),
          GatePassed: { Type: 'Choice', Choices: [{ Variable: '$.evaluation.gate.passed', BooleanEquals: true, Next: branch.startScoring }], Default: 'GateFailed' },
          ...branch.score('Done'),
          Done: { Type: 'Succeed' },
          GateFailed: { Type: 'Fail', Error: 'Parley.GateFailed', Cause: 'as the test wants it' },
        },
      },
      handlers: { ...Object.fromEntries(steps), ...handlers },
      input: {
        run: { id: 'r1', seed: 7, now: '2026-07-01T17:00:00Z' },
        features: { featuresUri: 's3://parley-run/features.parquet', eventColumns: [], rows: ROWS, matched: [] },
      },
      wait: 1,
      retryAfter: 1,
    });
  }

  judgement(): { own: { auc: number }; enriched: { auc: number }; scoring: string; evaluation: { testRows: number } } {
    return JSON.parse(readFileSync(join(this.folder, 'run/model/judgement.json'), 'utf8')) as ReturnType<ModelRun['judgement']>;
  }

  /** Scores by customer, as `scores.parquet` has them. */
  async scores(): Promise<Map<string, number>> {
    const [ids, scores] = (await readParquet(join(this.folder, 'out/scores.parquet'), ['customer_id', 'score'])).columns;
    return new Map(ids?.values.map((id, row) => [String(id), Number(scores?.values[row])]));
  }

  aucOf(scores: ReadonlyMap<string, number>): number {
    return auc(Float64Array.from(this.labels, (_, row) => scores.get(`c${row}`) ?? Number.NaN), this.labels);
  }
}

const column = (name: string, type: 'string' | 'double' | 'bigint', values: (string | number | null)[]) => ({ name, type, values });

/** A number from 0 to 1 that looks like a lot. */
function lot(row: number, stream: number): number {
  const mixed = Math.imul((row + 1) ^ (stream * 0x9e3779b1), 0x85ebca6b);
  return (Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35) >>> 0) / 2 ** 32;
}

/** Known of two in three. */
const income = (row: number): number | null => (row % 3 === 0 ? null : lot(row, 3));
