import type { Payload, Retrier, States, TaskState } from './asl';
import type { SageMakerOptions } from './machine-options';

/** What Step Functions starts and waits for by itself, and the calls that answer at once. */
export const SAGEMAKER = {
  train: 'arn:aws:states:::sagemaker:createTrainingJob.sync',
  model: 'arn:aws:states:::sagemaker:createModel',
  transform: 'arn:aws:states:::sagemaker:createTransformJob.sync',
  forget: 'arn:aws:states:::aws-sdk:sagemaker:deleteModel',
} as const;

/** Of AWS's own sample of these integrations: a throttled or broken call, and a quota of instances that others use. A job that failed is not tried again. */
const RETRY: readonly Retrier[] = [
  { ErrorEquals: ['SageMaker.ResourceLimitExceededException'], IntervalSeconds: 60, MaxAttempts: 60, BackoffRate: 1 },
  { ErrorEquals: ['SageMaker.AmazonSageMakerException'], IntervalSeconds: 5, MaxAttempts: 3, BackoffRate: 2, JitterStrategy: 'FULL' },
];

/** Until an instance is there. */
const START_SECONDS = 1800;
const CALL_SECONDS = 60;

/**
 * One fit of `$.fit`: train, make a model of it, score, and let the model go; its artefact stays in the bucket. Data lie below the fit's
 * folder of the run. `stage` makes the states' names unique.
 *
 * The line's first field is the row's place: `$[1:]` keeps it out of the model, `Input` and `$[0,-1]` put it beside the score.
 */
export function sageMakerJobs(stage: string, image: string, options: SageMakerOptions): States {
  const { plan, roleArn, kmsKeyArn } = options;
  const below = (part: string) => `States.Format('s3://${options.workBucket}/runs/{}/{}/${part}/', $.run.id, $.fit.folder)`;
  const source = (part: string) => ({ S3DataType: 'S3Prefix', 'S3Uri.$': below(part) });
  const resources = { InstanceType: plan.instanceType, InstanceCount: 1 };
  return {
    [`Train${stage}`]: {
      ...call(SAGEMAKER.train, START_SECONDS + plan.maxSeconds, {
        'TrainingJobName.$': '$.fit.jobName',
        RoleArn: roleArn,
        AlgorithmSpecification: { TrainingImage: image, TrainingInputMode: 'File' },
        'HyperParameters.$': '$.fit.hyperParameters',
        InputDataConfig: [{ ChannelName: 'train', ContentType: 'text/csv', DataSource: { S3DataSource: { ...source('train'), S3DataDistributionType: 'FullyReplicated' } } }],
        OutputDataConfig: { 'S3OutputPath.$': below('model'), KmsKeyId: kmsKeyArn },
        ResourceConfig: { ...resources, VolumeSizeInGB: plan.volumeGb },
        StoppingCondition: { MaxRuntimeInSeconds: plan.maxSeconds },
        EnableNetworkIsolation: true,
      }),
      ResultSelector: { 'artefact.$': '$.ModelArtifacts.S3ModelArtifacts' },
      ResultPath: '$.trained',
      Next: `Model${stage}`,
    },
    [`Model${stage}`]: {
      ...call(SAGEMAKER.model, CALL_SECONDS, {
        'ModelName.$': '$.fit.jobName',
        ExecutionRoleArn: roleArn,
        PrimaryContainer: { Image: image, 'ModelDataUrl.$': '$.trained.artefact' },
        EnableNetworkIsolation: true,
      }),
      Next: `Transform${stage}`,
    },
    [`Transform${stage}`]: {
      ...call(SAGEMAKER.transform, START_SECONDS + plan.maxSeconds, {
        'TransformJobName.$': '$.fit.jobName',
        'ModelName.$': '$.fit.jobName',
        BatchStrategy: 'MultiRecord',
        TransformInput: { DataSource: { S3DataSource: source('score') }, ContentType: 'text/csv', SplitType: 'Line' },
        TransformOutput: { 'S3OutputPath.$': below('scored'), Accept: 'text/csv', AssembleWith: 'Line', KmsKeyId: kmsKeyArn },
        DataProcessing: { InputFilter: '$[1:]', JoinSource: 'Input', OutputFilter: '$[0,-1]' },
        TransformResources: resources,
      }),
      Next: `Forget${stage}`,
    },
    [`Forget${stage}`]: { ...call(SAGEMAKER.forget, CALL_SECONDS, { 'ModelName.$': '$.fit.jobName' }), End: true },
  };
}

/** A call whose answer nobody needs, unless told otherwise. */
const call = (resource: string, seconds: number, parameters: Payload): Omit<TaskState, 'Next' | 'End'> => ({
  Type: 'Task',
  Resource: resource,
  Parameters: parameters,
  ResultPath: null,
  TimeoutSeconds: seconds,
  Retry: RETRY,
});
