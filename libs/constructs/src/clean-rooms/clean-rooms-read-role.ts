import { Construct } from 'constructs';
import { LeastPrivilegeRole } from '../iam/least-privilege-role';
import type { PolicyStatement, TrustStatement } from '../iam/policy-statement';

/** Tables of one bucket and one database. */
export interface TablePlace {
  bucketName: string;
  /** Prefixes below which the tables' files lie, each ending in `/`. */
  prefixes: readonly string[];
  /** Absent: the files are under S3's own key. */
  keyArn?: string;
  databaseName: string;
  tableNames: readonly string[];
}

export interface CleanRoomsReadRoleProps {
  name: string;
  region: string;
  /** This party's account, where the data lies. */
  account: string;
  /** ARN of each member's membership: every member may look at the table's schema. */
  membershipArns: readonly string[];
  /** Id of the membership that runs queries. */
  runnerMembershipId: string;
  /** Where the tables lie. */
  places: readonly TablePlace[];
}

/**
 * The role that Clean Rooms reads a party's tables with: only the service may assume it, only for the memberships of
 * one collaboration, and it reads these tables' files and catalogue entries alone.
 *
 * Follows the User Guide, "Set up service roles" and "Cross-service confused deputy prevention" (read 2026-11).
 */
export class CleanRoomsReadRole extends Construct {
  readonly arn: string;

  constructor(scope: Construct, id: string, props: CleanRoomsReadRoleProps) {
    super(scope, id);
    const role = new LeastPrivilegeRole(this, 'role', {
      name: props.name,
      description: 'Clean Rooms reads the associated tables with this role',
      trust: trust(props),
      statements: props.places.flatMap((place, index) => [...files(props, place), ...catalogue(props, place)].map((statement) => ({ ...statement, Sid: `${statement.Sid}${index || ''}` }))),
    });
    this.arn = role.role.arn;
  }
}

const service = { Service: 'cleanrooms.amazonaws.com' } as const;

/** Queries come with the runner's membership as external id, look-ups of schemas with a member's as source. */
function trust({ region, membershipArns, runnerMembershipId }: CleanRoomsReadRoleProps): TrustStatement[] {
  return [
    {
      Sid: 'QueriesOfTheRunner',
      Effect: 'Allow',
      Principal: service,
      Action: 'sts:AssumeRole',
      Condition: { StringLike: { 'sts:ExternalId': `arn:aws:*:${region}:*:dbuser:*/${runnerMembershipId}*` } },
    },
    {
      Sid: 'SchemasForMembers',
      Effect: 'Allow',
      Principal: service,
      Action: 'sts:AssumeRole',
      Condition: { 'ForAnyValue:ArnEquals': { 'aws:SourceArn': [...membershipArns] } },
    },
  ];
}

function files({ account, region }: CleanRoomsReadRoleProps, { bucketName, prefixes, keyArn }: TablePlace): PolicyStatement[] {
  const bucket = `arn:aws:s3:::${bucketName}`;
  const ours = { 'aws:ResourceAccount': account };
  const decrypt = (key: string): PolicyStatement => ({ Sid: 'Decrypt', Effect: 'Allow', Action: 'kms:Decrypt', Resource: key, Condition: { StringEquals: { 'kms:ViaService': `s3.${region}.amazonaws.com` } } });
  return [
    { Sid: 'FindFiles', Effect: 'Allow', Action: 's3:ListBucket', Resource: bucket, Condition: { StringEquals: ours, StringLike: { 's3:prefix': prefixes.map((prefix) => `${prefix}*`) } } },
    { Sid: 'FindBucket', Effect: 'Allow', Action: 's3:GetBucketLocation', Resource: bucket, Condition: { StringEquals: ours } },
    { Sid: 'ReadFiles', Effect: 'Allow', Action: 's3:GetObject', Resource: prefixes.map((prefix) => `${bucket}/${prefix}*`), Condition: { StringEquals: ours } },
    ...(keyArn === undefined ? [] : [decrypt(keyArn)]),
  ];
}

function catalogue({ region, account }: CleanRoomsReadRoleProps, { databaseName, tableNames }: TablePlace): PolicyStatement[] {
  const glue = `arn:aws:glue:${region}:${account}`;
  return [
    {
      Sid: 'ReadCatalogue',
      Effect: 'Allow',
      Action: ['glue:GetDatabase', 'glue:GetTable', 'glue:GetTables', 'glue:GetPartition', 'glue:GetPartitions', 'glue:BatchGetPartition'],
      Resource: [`${glue}:catalog`, `${glue}:database/${databaseName}`, ...tableNames.map((table) => `${glue}:table/${databaseName}/${table}`)],
    },
  ];
}
