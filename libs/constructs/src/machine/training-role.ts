import { Construct } from 'constructs';
import { LeastPrivilegeRole } from '../iam/least-privilege-role';
import type { PolicyStatement } from '../iam/policy-statement';
import { type BucketPlace, bucketAccess } from '../stores/bucket-access';

export interface TrainingRoleProps {
  name: string;
  region: string;
  account: string;
  /** ARN of the repository of the container that trains. */
  imageRepositoryArn: string;
  place: BucketPlace;
  /** Below which training data, models and scores lie, each ending in `/`. */
  prefixes: readonly string[];
}

/** The role that SageMaker's containers work with: they read and write below some prefixes of one bucket, and pull one image. */
export class TrainingRole extends Construct {
  /** As plain text: in the machine's definition a reference of Terraform's would read as a path. */
  readonly arn: string;
  /** What a state machine needs to have jobs done, and to be told of their end. */
  readonly machineStatements: readonly PolicyStatement[];

  constructor(scope: Construct, id: string, { name, region, account, imageRepositoryArn, place, prefixes }: TrainingRoleProps) {
    super(scope, id);
    const { role } = new LeastPrivilegeRole(this, 'role', {
      name,
      description: 'SageMaker trains and scores with this role',
      trust: [{ Sid: 'SageMaker', Effect: 'Allow', Principal: { Service: 'sagemaker.amazonaws.com' }, Action: 'sts:AssumeRole', Condition: { StringEquals: { 'aws:SourceAccount': account } } }],
      statements: [
        ...bucketAccess({ sid: 'Model', region, place, read: prefixes, write: prefixes }),
        { Sid: 'Login', Effect: 'Allow', Action: 'ecr:GetAuthorizationToken', Resource: '*' },
        { Sid: 'Image', Effect: 'Allow', Action: ['ecr:BatchCheckLayerAvailability', 'ecr:BatchGetImage', 'ecr:GetDownloadUrlForLayer'], Resource: imageRepositoryArn },
        { Sid: 'Log', Effect: 'Allow', Action: ['logs:CreateLogGroup', 'logs:CreateLogStream', 'logs:DescribeLogStreams', 'logs:PutLogEvents'], Resource: `arn:aws:logs:${region}:${account}:log-group:/aws/sagemaker/*` },
        { Sid: 'Measure', Effect: 'Allow', Action: 'cloudwatch:PutMetricData', Resource: '*', Condition: { StringLike: { 'cloudwatch:namespace': '/aws/sagemaker/*' } } },
      ],
      everyResource: { Login: 'ECR knows no resource for a login', Measure: 'CloudWatch knows no resource; the namespace is bound' },
    });
    this.arn = `arn:aws:iam::${account}:role/${name}`;
    this.machineStatements = runJobs(region, account, role.arn);
  }
}

/** Step Functions Developer Guide, "Create and manage SageMaker jobs" (read 2026-11): it waits by rules of its own. Jobs are named after runs, which people may name. */
function runJobs(region: string, account: string, roleArn: string): PolicyStatement[] {
  const sagemaker = `arn:aws:sagemaker:${region}:${account}`;
  const made = ['training-job', 'transform-job', 'model'].map((kind) => `${sagemaker}:${kind}/*`);
  const rules = ['TrainingJobs', 'TransformJobs'].map((kind) => `arn:aws:events:${region}:${account}:rule/StepFunctionsGetEventsForSageMaker${kind}Rule`);
  const actions = ['CreateModel', 'DeleteModel', 'CreateTrainingJob', 'DescribeTrainingJob', 'StopTrainingJob', 'CreateTransformJob', 'DescribeTransformJob', 'StopTransformJob', 'AddTags', 'ListTags'];
  return [
    { Sid: 'Jobs', Effect: 'Allow', Action: actions.map((action) => `sagemaker:${action}`), Resource: made },
    { Sid: 'JobsEnd', Effect: 'Allow', Action: ['events:DescribeRule', 'events:PutRule', 'events:PutTargets'], Resource: rules },
    { Sid: 'PassRole', Effect: 'Allow', Action: 'iam:PassRole', Resource: roleArn, Condition: { StringEquals: { 'iam:PassedToService': 'sagemaker.amazonaws.com' } } },
  ];
}
