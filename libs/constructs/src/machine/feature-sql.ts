import { AthenaWorkgroup } from '@cdktf/provider-aws/lib/athena-workgroup';
import { GlueCatalogDatabase } from '@cdktf/provider-aws/lib/glue-catalog-database';
import { Construct } from 'constructs';
import type { PolicyStatement } from '../iam/policy-statement';
import { type BucketPlace, bucketAccess } from '../stores/bucket-access';

export interface FeatureSqlProps {
  region: string;
  account: string;
  /** Of the workgroup. */
  name: string;
  databaseName: string;
  bucketName: string;
  place: BucketPlace;
}

const BYTES_A_QUERY = 100 * 1024 ** 3;

/** Athena for features and segments: a database of a run's own tables, and a workgroup whose settings nobody can leave. */
export class FeatureSql extends Construct {
  readonly #props: FeatureSqlProps;

  constructor(scope: Construct, id: string, props: FeatureSqlProps) {
    super(scope, id);
    this.#props = props;
    const { name, databaseName, bucketName, place } = props;
    new GlueCatalogDatabase(this, 'database', { name: databaseName });
    new AthenaWorkgroup(this, 'workgroup', {
      name,
      description: 'Features and segments',
      configuration: {
        enforceWorkgroupConfiguration: true,
        publishCloudwatchMetricsEnabled: true,
        bytesScannedCutoffPerQuery: BYTES_A_QUERY,
        engineVersion: { selectedEngineVersion: 'Athena engine version 3' },
        resultConfiguration: { outputLocation: `s3://${bucketName}/athena/`, encryptionConfiguration: { encryptionOption: 'SSE_KMS', kmsKeyArn: place.keyArn } },
      },
    });
  }

  /** Where a step is told to run its SQL. */
  get environment(): Record<string, string> {
    return { SQL_ENGINE: 'athena', ATHENA_WORKGROUP: this.#props.name, ATHENA_DATABASE: this.#props.databaseName };
  }

  /** What a step needs to run SQL over its run's own tables. */
  get access(): PolicyStatement[] {
    const { region, account, name, databaseName, place } = this.#props;
    const glue = `arn:aws:glue:${region}:${account}`;
    return [
      { Sid: 'Query', Effect: 'Allow', Action: ['athena:GetQueryExecution', 'athena:GetWorkGroup', 'athena:StartQueryExecution', 'athena:StopQueryExecution'], Resource: `arn:aws:athena:${region}:${account}:workgroup/${name}` },
      {
        Sid: 'RunTables',
        Effect: 'Allow',
        Action: ['glue:CreateTable', 'glue:DeleteTable', 'glue:GetDatabase', 'glue:GetPartitions', 'glue:GetTable'],
        Resource: [`${glue}:catalog`, `${glue}:database/${databaseName}`, `${glue}:table/${databaseName}/*`],
      },
      { Sid: 'AthenaPlace', Effect: 'Allow', Action: ['s3:GetBucketLocation', 's3:ListBucketMultipartUploads'], Resource: place.arn },
      ...bucketAccess({ sid: 'Athena', region, place, read: ['athena/'], write: ['athena/'] }),
    ];
  }
}
