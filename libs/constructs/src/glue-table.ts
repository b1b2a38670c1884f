import { GlueCatalogTable } from '@cdktf/provider-aws/lib/glue-catalog-table';
import { normalizedColumns, relationName, type TableSpec } from '@parley/contract';
import { Construct } from 'constructs';

export interface GlueTableProps {
  databaseName: string;
  table: TableSpec;
  /** Where the normalised Parquet parts lie. */
  location: string;
}

const PARQUET = 'org.apache.hadoop.hive.ql.io.parquet';

/**
 * The catalogue entry of a normalised table: exactly the columns that normalising writes, so raw identifiers have no
 * column to be in.
 *
 * @example
 * new GlueTable(this, 'people', { databaseName: database.name, table, location: `s3://${bucket}/tables/people/` });
 */
export class GlueTable extends Construct {
  readonly table: GlueCatalogTable;

  constructor(scope: Construct, id: string, { databaseName, table, location }: GlueTableProps) {
    super(scope, id);
    this.table = new GlueCatalogTable(this, 'table', {
      databaseName,
      name: relationName(table.name),
      ...(table.description === undefined ? {} : { description: table.description }),
      tableType: 'EXTERNAL_TABLE',
      parameters: { classification: 'parquet' },
      storageDescriptor: {
        location,
        inputFormat: `${PARQUET}.MapredParquetInputFormat`,
        outputFormat: `${PARQUET}.MapredParquetOutputFormat`,
        serDeInfo: { serializationLibrary: `${PARQUET}.serde.ParquetHiveSerDe` },
        columns: normalizedColumns(table).map(({ name, type }) => ({ name, type })),
      },
    });
  }
}
