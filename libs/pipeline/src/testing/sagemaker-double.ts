import { inputProblems } from '@parley/testing';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { SAGEMAKER } from '../machine/sagemaker-jobs';

/** Trains on a file, scores another, and writes what batch transform would: `place,score` a line. */
export type TrainAndScore = (files: { train: string; score: string; out: string }, hyperParameters: Record<string, string>) => void;

interface Job {
  train: string;
  hyperParameters: Record<string, string>;
}

/** What the jobs are asked; members that the test does not look at are checked by the SDK's schema. */
interface Asked {
  TrainingJobName?: string;
  ModelName?: string;
  TransformJobName?: string;
  HyperParameters?: Record<string, string>;
  InputDataConfig?: { DataSource: { S3DataSource: { S3Uri: string } } }[];
  OutputDataConfig?: { S3OutputPath: string };
  PrimaryContainer?: { ModelDataUrl: string };
  TransformInput?: { DataSource: { S3DataSource: { S3Uri: string } } };
  TransformOutput?: { S3OutputPath: string };
}

/** SageMaker as the state machine meets it: names are taken once, a model needs its artefact, and every request fits the SDK's schema. */
export class SageMakerDouble {
  /** What each operation was asked, in order. */
  readonly calls: { operation: string; name: string }[] = [];
  readonly #jobs = new Map<string, Job>();
  readonly #models = new Map<string, Job>();
  readonly #transforms = new Set<string>();

  /** @param runs the folder that stands for `s3://work/runs/<run id>/` */
  constructor(
    private readonly runs: string,
    private readonly trainAndScore: TrainAndScore,
  ) {}

  readonly handlers = {
    [SAGEMAKER.train]: async (input: unknown) => this.#train(checked('CreateTrainingJob', input)),
    [SAGEMAKER.model]: async (input: unknown) => this.#model(checked('CreateModel', input)),
    [SAGEMAKER.transform]: async (input: unknown) => this.#transform(checked('CreateTransformJob', input)),
    [SAGEMAKER.forget]: async (input: unknown) => this.#forget(checked('DeleteModel', input)),
  };

  get models(): number {
    return this.#models.size;
  }

  #train({ TrainingJobName: name = '', HyperParameters: hyperParameters = {}, InputDataConfig, OutputDataConfig }: Asked): object {
    if (!/^[a-zA-Z0-9](-*[a-zA-Z0-9]){0,62}$/.test(name)) throw new Error(`${name} is no name of a job`);
    if (this.#jobs.has(name)) throw new Error(`ResourceInUse: ${name}`);
    this.calls.push({ operation: 'train', name });
    const artefact = `${OutputDataConfig?.S3OutputPath ?? ''}${name}/output/model.tar.gz`;
    this.#jobs.set(artefact, { train: this.#onlyFile(InputDataConfig?.[0]?.DataSource.S3DataSource.S3Uri ?? ''), hyperParameters });
    return { TrainingJobName: name, TrainingJobStatus: 'Completed', ModelArtifacts: { S3ModelArtifacts: artefact } };
  }

  #model({ ModelName: name = '', PrimaryContainer }: Asked): object {
    const job = this.#jobs.get(PrimaryContainer?.ModelDataUrl ?? '');
    if (!job) throw new Error(`there is no artefact ${PrimaryContainer?.ModelDataUrl ?? ''}`);
    this.#models.set(name, job);
    return { ModelArn: `arn:aws:sagemaker:eu-west-1:111122223333:model/${name}` };
  }

  #transform({ TransformJobName: name = '', ModelName = '', TransformInput, TransformOutput }: Asked): object {
    const model = this.#models.get(ModelName);
    if (!model || this.#transforms.has(name)) throw new Error(`no model ${ModelName}, or the name ${name} is taken`);
    this.#transforms.add(name);
    this.calls.push({ operation: 'transform', name });
    const out = join(this.#folder(TransformOutput?.S3OutputPath ?? ''), 'score/0.csv.out');
    mkdirSync(dirname(out), { recursive: true });
    this.trainAndScore({ train: model.train, score: this.#onlyFile(TransformInput?.DataSource.S3DataSource.S3Uri ?? ''), out }, model.hyperParameters);
    return { TransformJobName: name, TransformJobStatus: 'Completed' };
  }

  #forget({ ModelName: name = '' }: Asked): object {
    if (!this.#models.delete(name)) throw new Error(`no model ${name}`);
    return {};
  }

  #folder(uri: string): string {
    const key = /^s3:\/\/work\/runs\/r1\/(.+\/)$/.exec(uri)?.[1];
    if (key === undefined) throw new Error(`${uri} is not of this run`);
    return join(this.runs, key);
  }

  #onlyFile(uri: string): string {
    const file = join(this.#folder(uri), '0.csv');
    if (!existsSync(file)) throw new Error(`nothing at ${uri}`);
    return file;
  }
}

/** XGBoost 1.7.4 of Debian, told what the container is told. */
export const xgboost: TrainAndScore = (files, hyperParameters) => {
  const program = join(__dirname, '../../../xgboost/src/testing/container.py');
  const { status, stderr } = spawnSync('/usr/bin/python3', [program], { input: JSON.stringify({ ...files, hyperParameters }), encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
};

/** An engine whose score is the first feature as it stands: so a test knows what each person's must be. */
export const firstFeature: TrainAndScore = ({ score, out }) => {
  const lines = readFileSync(score, 'utf8').trimEnd().split('\n');
  const scores = lines.map((line) => line.split(',').slice(0, 2).join(','));
  writeFileSync(out, `${scores.toReversed().join('\n')}\n`);
};

function checked(operation: string, input: unknown): Asked {
  const problems = inputProblems('@aws-sdk/client-sagemaker', operation, input);
  if (problems.length > 0) throw new Error(`${operation}:\n${problems.join('\n')}`);
  return input as Asked;
}
