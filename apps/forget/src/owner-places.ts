import type { S3 } from '@aws-sdk/client-s3';
import type { SFN } from '@aws-sdk/client-sfn';
import { S3ObjectStore, S3ObjectVersions } from '@parley/aws';
import { DynamoPersonRecords, ItemTable } from '@parley/aws-activation';
import { columnOfRole, type Contract, pairDatabase, relationName } from '@parley/contract';
import { type ErasurePlaces, hashesBeside, type KeptProgress, type KeyedTable, movedStore, type Note, type Reached } from '@parley/erasure';
import type { ObjectStore, ObjectVersions } from '@parley/object-store';
import type { OwnerFiles } from '@parley/owner-runtime';
import type { Environment } from './environment';
import { machineRuns } from './machine-runs';

export interface Clients {
  s3: S3;
  documents: ItemTable['documents'];
  sfn: Pick<SFN, 'listExecutions'>;
}

/** All places of the owner's account that may hold a person. */
export function ownerPlaces(environment: Environment, { contract, plan }: OwnerFiles, { s3, documents, sfn }: Clients): ErasurePlaces {
  const { WORK_BUCKET, RESULTS_BUCKET, SOURCE_BUCKET, CONTACTS_BUCKET, EVENTS_BUCKET } = environment;
  const plain = new S3ObjectStore({ client: s3 });
  const versions = new S3ObjectVersions({ client: s3 });
  // A file that came again below incoming/ would be normalised over a newer one.
  const store = movedStore(plain, `s3://${SOURCE_BUCKET}/incoming/`, `s3://${SOURCE_BUCKET}/cleaned/`);
  const tables = keyedTables(contract, SOURCE_BUCKET);
  const { table } = plan.contacts;
  const item = (name: string) => new ItemTable(documents, name);
  return {
    contract,
    store,
    prefixes: [CONTACTS_BUCKET, SOURCE_BUCKET, EVENTS_BUCKET, RESULTS_BUCKET, WORK_BUCKET].map((bucket) => `s3://${bucket}/`),
    contacts: { uri: `s3://${CONTACTS_BUCKET}/contacts/${table}.parquet`, table },
    list: environment.FORGOTTEN_LIST,
    note: noteObject(`s3://${WORK_BUCKET}/.forgetting`, plain, versions),
    hashesOf: ({ id }) => hashesBeside(id, tables, plain),
    versions,
    records: new DynamoPersonRecords({ ledger: item(environment.LEDGER_TABLE), deferred: item(environment.DEFERRED_TABLE), consent: item(environment.CONSENT_TABLE), inbox: item(environment.INBOX_TABLE) }),
    progress: progressObject(`s3://${WORK_BUCKET}/.forgetting-progress.json`, plain),
    runs: machineRuns(sfn, environment.MACHINE_ARN),
  };
}

/** The owner's normalised tables that name its customers, one of each for each pair. */
function keyedTables({ owner, partners }: Contract, bucket: string): KeyedTable[] {
  return owner.tables.flatMap((table) => {
    const key = columnOfRole(table, 'key')?.name;
    if (key === undefined || table.allowedColumns === undefined || table.existing) return [];
    return partners.map((partner) => ({ uri: `s3://${bucket}/${pairDatabase(owner.id, partner.id)}/${relationName(table.name)}/part.parquet`, key }));
  });
}

function noteObject(uri: string, store: ObjectStore, versions: ObjectVersions): Note {
  return {
    read: async () => ((await store.exists(uri)) ? (await store.get(uri)).toString('utf8') : undefined),
    write: (text) => store.put(uri, text),
    remove: () => versions.removeWhole(uri),
  };
}

function progressObject(uri: string, store: ObjectStore): KeptProgress {
  return {
    read: async () => ((await store.exists(uri)) ? (JSON.parse((await store.get(uri)).toString('utf8')) as Reached) : undefined),
    write: (reached) => store.put(uri, JSON.stringify(reached)),
  };
}
