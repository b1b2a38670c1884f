import { GlueCatalogDatabase } from '@cdktf/provider-aws/lib/glue-catalog-database';
import { type Party, pairDatabase } from '@parley/contract';
import { Construct } from 'constructs';
import { sharedTables } from './clean-rooms/table-places';
import { GlueTable } from './glue-table';
import { dataBucketName } from './names';
import { SecureBucket } from './secure-bucket';

export interface PartyDataProps {
  party: Party;
  /** The parties it meets in a clean room: each pair hashes under its own key, so each has its own copy. */
  counterparts: readonly string[];
}

/**
 * Where a party's own data lies: a bucket under its key, and for each counterpart a Glue database with a table for each
 * one that the contract brings to the clean room.
 */
export class PartyData extends Construct {
  readonly store: SecureBucket;

  constructor(scope: Construct, id: string, { party, counterparts }: PartyDataProps) {
    super(scope, id);
    this.store = new SecureBucket(this, 'store', {
      bucketName: dataBucketName(party),
      purpose: `Normalised data of ${party.name} for Parley`,
      retentionDays: party.retentionDays,
      tells: true,
    });
    const tables = sharedTables(party).filter(({ existing }) => !existing);
    for (const counterpart of counterparts) {
      const name = pairDatabase(party.id, counterpart);
      const database = new GlueCatalogDatabase(this, name, { name });
      for (const table of tables) {
        const location = `s3://${this.store.bucket.bucket}/${name}/${table.name}/`;
        new GlueTable(this, `${name}-${table.name}`, { databaseName: database.name, table, location });
      }
    }
  }
}
