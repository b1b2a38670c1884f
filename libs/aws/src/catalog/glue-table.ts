import type { Column, StorageDescriptor, Table } from '@aws-sdk/client-glue';
import { type CatalogColumn, type CatalogTable, isGlueType, type TableFiles, type TableRef } from '@parley/catalog';
import { tableUnreadable } from '../errors';

/** A table of the Glue Data Catalog, as far as reading it goes. */
export interface GlueTable {
  table: CatalogTable;
  /** `s3://bucket/prefix/` */
  location: string;
  format: TableFiles['format'];
  /** Partitions are in the names of folders, and not registered. */
  projected: boolean;
}

const PARQUET = /parquet/i;
const CSV = /(LazySimpleSerDe|OpenCSVSerde)$/;

/** Name and columns, in lower case as Spark sees them. */
export function catalogTable(ref: TableRef, { StorageDescriptor, PartitionKeys }: Table): CatalogTable {
  return { ...ref, columns: columnsOf(StorageDescriptor?.Columns), partitionKeys: columnsOf(PartitionKeys) };
}

function columnsOf(columns: readonly Column[] = []): CatalogColumn[] {
  return columns.map(({ Name = '', Type = '' }) => ({ name: Name.toLowerCase(), type: Type.toLowerCase() }));
}

/** Reads how its data is to be read. Throws TABLE_SCHEMA_INVALID (input) with every reason why it can't be. */
export function glueTable(ref: TableRef, found: Table): GlueTable {
  const { StorageDescriptor: storage = {}, Parameters = {} } = found;
  const format = formatOf(storage);
  const location = storage.Location ?? '';
  const wrong = [
    ...(format ? [] : [problem(`its SerDe ${storage.SerdeInfo?.SerializationLibrary ?? '(none)'} is not known here`, 'use CSV or Parquet')]),
    ...(format === 'csv' ? csvProblems(storage, Parameters) : []),
    ...(/^s3:\/\/[^/]+/.test(location) ? [] : [problem(`its location "${location}" is not in S3`, 'give s3://bucket/prefix/')]),
  ];
  if (!format || wrong.length > 0) throw tableUnreadable(`${ref.account}/${ref.database}/${ref.table}`, wrong);
  return { table: catalogTable(ref, found), location: location.replace(/\/*$/, '/'), format, projected: Parameters['projection.enabled'] === 'true' };
}

function formatOf({ SerdeInfo }: StorageDescriptor): TableFiles['format'] | undefined {
  const library = SerdeInfo?.SerializationLibrary ?? '';
  if (PARQUET.test(library)) return 'parquet';
  return CSV.test(library) ? 'csv' : undefined;
}

function csvProblems({ SerdeInfo }: StorageDescriptor, parameters: Readonly<Record<string, string>>): { message: string; repair: string }[] {
  const serde = SerdeInfo?.Parameters ?? {};
  const delimiter = serde['field.delim'] ?? serde.separatorChar ?? ',';
  const header = parameters['skip.header.line.count'] ?? serde['skip.header.line.count'];
  return [
    ...(delimiter === ',' ? [] : [problem(`its delimiter is "${delimiter}"`, 'use the comma, or Parquet')]),
    ...(header === '1' ? [] : [problem('its files have no header line', 'write one, and set skip.header.line.count to 1')]),
  ];
}

const problem = (message: string, repair: string): { message: string; repair: string } => ({ message: `${message}.`, repair });

/** Without the columns of many values, which no clean room query reads. */
export function readableTable({ columns, ...table }: CatalogTable): CatalogTable {
  return { ...table, columns: columns.filter(({ type }) => isGlueType(type)) };
}

const CLASSES = {
  csv: {
    InputFormat: 'org.apache.hadoop.mapred.TextInputFormat',
    OutputFormat: 'org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat',
    SerdeInfo: { SerializationLibrary: 'org.apache.hadoop.hive.serde2.OpenCSVSerde', Parameters: { separatorChar: ',', quoteChar: '"' } },
  },
  parquet: {
    InputFormat: 'org.apache.hadoop.hive.ql.io.parquet.MapredParquetInputFormat',
    OutputFormat: 'org.apache.hadoop.hive.ql.io.parquet.MapredParquetOutputFormat',
    SerdeInfo: { SerializationLibrary: 'org.apache.hadoop.hive.ql.io.parquet.serde.ParquetHiveSerDe' },
  },
} as const;

/** How Athena and Spark read such files. */
export function storageOf(format: TableFiles['format'], columns: readonly CatalogColumn[], location: string): StorageDescriptor {
  return { Columns: glueColumns(columns), Location: location, ...CLASSES[format] };
}

export function glueColumns(columns: readonly CatalogColumn[]): Column[] {
  return columns.map(({ name, type }) => ({ Name: name, Type: type }));
}
