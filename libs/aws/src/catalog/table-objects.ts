import { tableFilesInvalid } from '../errors';
import type { S3ObjectStore, S3Version } from '../object-store/s3-object-store';
import type { GlueTable } from './glue-table';

/** A registered partition: a value for each key, in the keys' order. */
export interface PartitionPlace {
  values: readonly string[];
  /** `s3://bucket/prefix` */
  location: string;
}

/** A data file in S3 and the values of the partition keys, in their order. */
export interface TableObject extends S3Version {
  values: readonly string[];
}

/** The data files of a table. Names that begin with "." or "_" are skipped, as Glue and Spark do. */
export async function tableObjects(table: GlueTable, partitions: readonly PartitionPlace[] | undefined, store: S3ObjectStore): Promise<TableObject[]> {
  if (partitions) return (await Promise.all(partitions.map((place) => partitionObjects(place, store)))).flat();
  const found = await dataFiles(table.location, store);
  return found.map((version) => ({ ...version, values: valuesInPath(table, version.uri) }));
}

async function partitionObjects({ location, values }: PartitionPlace, store: S3ObjectStore): Promise<TableObject[]> {
  const found = await dataFiles(location.replace(/\/*$/, '/'), store);
  return found.map((version) => ({ ...version, values }));
}

async function dataFiles(location: string, store: S3ObjectStore): Promise<S3Version[]> {
  const found = await store.listVersions(location);
  return found.filter(({ uri }) => !uri.slice(location.length).split('/').some((part) => /^[._]/.test(part)));
}

/** `year=2026/month=11/` below the table's location. */
function valuesInPath({ table, location }: GlueTable, uri: string): string[] {
  const folders = uri.slice(location.length).split('/');
  return table.partitionKeys.map(({ name }, depth) => {
    const [key, ...value] = (folders[depth] ?? '').split('=');
    if (key !== name || value.length === 0 || depth >= folders.length - 1) throw tableFilesInvalid(uri, `a folder of partition key ${name} was wanted in its path.`, `put it below ${name}=VALUE/`);
    return decoded(uri, value.join('='));
  });
}

function decoded(uri: string, text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw tableFilesInvalid(uri, 'the % escapes in its path cannot be read.', 'write % as %25');
  }
}
