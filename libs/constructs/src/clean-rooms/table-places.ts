import { DataAwsKmsAlias } from '@cdktf/provider-aws/lib/data-aws-kms-alias';
import { pairDatabase, type Party, relationName, type TableSpec } from '@parley/contract';
import type { Construct } from 'constructs';
import { dataBucketName, keyAlias } from '../names';
import type { TablePlace } from './clean-rooms-read-role';

/** The party's tables that enter a clean room. */
export const sharedTables = ({ tables }: Party): TableSpec[] => tables.filter(({ allowedColumns }) => allowedColumns !== undefined);

/** A table's entry in the Glue catalogue: the party's own, or the pair's that the data stack makes. */
export function glueOf(party: Party, counterpart: string, { name, existing }: TableSpec): { databaseName: string; tableName: string } {
  if (existing) return { databaseName: existing.database, tableName: existing.table };
  return { databaseName: pairDatabase(party.id, counterpart), tableName: relationName(name) };
}

/** Where a party's tables for one pair lie: those that Parley normalises in one place, each that exists in its own. */
export function tablePlaces(scope: Construct, party: Party, counterpart: string): TablePlace[] {
  const tables = sharedTables(party);
  const ours = tables.filter(({ existing }) => !existing);
  const theirs = tables.flatMap(({ existing }) =>
    existing ? [{ bucketName: existing.bucket, prefixes: [existing.prefix], keyArn: existing.keyArn, databaseName: existing.database, tableNames: [existing.table] }] : [],
  );
  if (ours.length === 0) return theirs;
  const bucketName = dataBucketName(party);
  const databaseName = pairDatabase(party.id, counterpart);
  const keyArn = new DataAwsKmsAlias(scope, 'key', { name: keyAlias(bucketName) }).targetKeyArn;
  const normalised = { bucketName, prefixes: ours.map(({ name }) => `${databaseName}/${name}/`), keyArn, databaseName, tableNames: ours.map(({ name }) => relationName(name)) };
  return [normalised, ...theirs];
}
