import { ACTIVATION_TABLES, type BucketPlace, contactsBucketName, dataBucketName, eventsBucketName, forgottenBucketName, forgottenList, foundBucket, type PolicyStatement, resultsBucketName, workBucketName } from '@parley/constructs';
import { MACHINE, type Party } from '@parley/contract';
import type { Construct } from 'constructs';
import type { OwnerPlaces } from './owner-places';

export interface ForgetAccess {
  environment: Record<string, string>;
  statements: PolicyStatement[];
}

export interface ForgetAccessProps {
  owner: Party;
  region: string;
  places: OwnerPlaces;
  /** The bucket of the owner's events, which the same stack makes. */
  events: BucketPlace;
}

/** What forgetting a person needs besides the tables: every bucket that may hold one, with old versions; the list of whom it forgot; and whether a run is under way. */
export function forgetAccess(scope: Construct, { owner, region, places, events }: ForgetAccessProps): ForgetAccess {
  const machineArn = `arn:aws:states:${region}:${owner.account}:stateMachine:${MACHINE}`;
  const list = foundBucket(scope, 'forgotten', forgottenBucketName(owner));
  const { ledger, deferred, consent, inbox } = ACTIVATION_TABLES;
  return {
    environment: {
      WORK_BUCKET: workBucketName(owner),
      RESULTS_BUCKET: resultsBucketName(owner),
      SOURCE_BUCKET: dataBucketName(owner),
      CONTACTS_BUCKET: contactsBucketName(owner),
      EVENTS_BUCKET: eventsBucketName(owner),
      FORGOTTEN_LIST: forgottenList(owner),
      LEDGER_TABLE: ledger,
      DEFERRED_TABLE: deferred,
      CONSENT_TABLE: consent,
      INBOX_TABLE: inbox,
      MACHINE_ARN: machineArn,
    },
    statements: [
      ...erasure([...Object.values(places), events]),
      { Sid: 'ListFind', Effect: 'Allow', Action: 's3:ListBucket', Resource: list.arn },
      { Sid: 'List', Effect: 'Allow', Action: ['s3:GetObject', 's3:PutObject'], Resource: `${list.arn}/forgotten.json` },
      { Sid: 'Keys', Effect: 'Allow', Action: ['kms:Decrypt', 'kms:GenerateDataKey'], Resource: [...Object.values(places), events, list].map(({ keyArn }) => keyArn), Condition: { StringEquals: { 'kms:ViaService': `s3.${region}.amazonaws.com` } } },
      { Sid: 'Runs', Effect: 'Allow', Action: 'states:ListExecutions', Resource: machineArn },
    ],
  };
}

function erasure(buckets: readonly BucketPlace[]): PolicyStatement[] {
  const objects = buckets.map(({ arn }) => `${arn}/*`);
  return [
    { Sid: 'Find', Effect: 'Allow', Action: ['s3:ListBucket', 's3:ListBucketVersions'], Resource: buckets.map(({ arn }) => arn) },
    { Sid: 'Read', Effect: 'Allow', Action: ['s3:GetObject', 's3:GetObjectVersion'], Resource: objects },
    { Sid: 'Rewrite', Effect: 'Allow', Action: ['s3:PutObject', 's3:DeleteObject', 's3:DeleteObjectVersion'], Resource: objects },
  ];
}
