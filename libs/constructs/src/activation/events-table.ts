import { GlueCatalogTable } from '@cdktf/provider-aws/lib/glue-catalog-table';
import { Construct } from 'constructs';

export interface EventsTableProps {
  databaseName: string;
  name: string;
  bucketName: string;
  /** In Hive's types. */
  columns: readonly { name: string; type: string }[];
}

const PARQUET = 'org.apache.hadoop.hive.ql.io.parquet';
const FIRST_DAY = '2026-01-01';

/** First-party events in the catalogue, by day of arrival. Days are projected, so nothing needs to look for new ones. */
export class EventsTable extends Construct {
  readonly table: GlueCatalogTable;

  constructor(scope: Construct, id: string, { databaseName, name, bucketName, columns }: EventsTableProps) {
    super(scope, id);
    const location = `s3://${bucketName}/events/`;
    this.table = new GlueCatalogTable(this, 'table', {
      databaseName,
      name,
      description: "What people did, as the owner's own channels saw it",
      tableType: 'EXTERNAL_TABLE',
      parameters: {
        classification: 'parquet',
        'projection.enabled': 'true',
        'projection.dt.type': 'date',
        'projection.dt.format': 'yyyy-MM-dd',
        'projection.dt.range': `${FIRST_DAY},NOW`,
        'storage.location.template': `${location}dt=$\${dt}/`,
      },
      partitionKeys: [{ name: 'dt', type: 'string' }],
      storageDescriptor: {
        location,
        inputFormat: `${PARQUET}.MapredParquetInputFormat`,
        outputFormat: `${PARQUET}.MapredParquetOutputFormat`,
        serDeInfo: { serializationLibrary: `${PARQUET}.serde.ParquetHiveSerDe` },
        columns: columns.map(({ name: column, type }) => ({ name: column, type })),
      },
    });
  }
}
