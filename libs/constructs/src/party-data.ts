import { GlueCatalogDatabase } from '@cdktf/provider-aws/lib/glue-catalog-database';
import type { Party } from '@parley/contract';
import { Construct } from 'constructs';
import { GlueTable } from './glue-table';
import { SecureBucket } from './secure-bucket';

/**
 * Where a party's own data lies: a bucket under its key, a Glue database, and a table for each one that the contract
 * brings to the clean room.
 */
export class PartyData extends Construct {
  readonly store: SecureBucket;
  readonly database: GlueCatalogDatabase;
  readonly tables: GlueTable[];

  constructor(scope: Construct, id: string, party: Party) {
    super(scope, id);
    this.store = new SecureBucket(this, 'store', {
      bucketName: `parley-${party.id}-data-${party.account}`,
      purpose: `Normalised data of ${party.name} for Parley`,
    });
    this.database = new GlueCatalogDatabase(this, 'database', { name: `parley_${party.id.replaceAll('-', '_')}` });
    this.tables = party.tables
      .filter((table) => table.allowedColumns !== undefined)
      .map((table) => new GlueTable(this, table.name, { databaseName: this.database.name, table, location: this.location(table.name) }));
  }

  private location(table: string): string {
    return `s3://${this.store.bucket.bucket}/tables/${table}/`;
  }
}
