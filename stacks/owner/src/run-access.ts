import { type BucketPlace, bucketAccess, type PolicyStatement } from '@parley/constructs';
import { FEEDBACK_EVENTS } from '@parley/feedback';
import { STORED_EVENTS } from '@parley/first-party-events';
import type { OwnerPlaces } from './owner-places';

/** In the work bucket: what steps leave for one another, what a run is for, and what is known of tables that came in. In the results bucket: what queries released. */
export const RUNS = 'runs/';
export const RESULTS = 'results/';
const [OUT, INTAKE] = ['out/', 'intake/'];

export interface RunAccess {
  region: string;
  places: OwnerPlaces;
}

/** What each step needs: to read what the steps before it left, and to leave something. `out` for those that write what a run is for. */
export const runAccess = ({ region, places }: RunAccess, more: { out?: true; intake?: true } = {}): PolicyStatement[] => {
  const prefixes = [RUNS, ...(more.out ? [OUT] : []), ...(more.intake ? [INTAKE] : [])];
  return bucketAccess({ sid: 'Run', region, place: places.work, read: prefixes, write: prefixes });
};

export const resultsAccess = ({ region, places }: RunAccess): PolicyStatement[] => bucketAccess({ sid: 'Results', region, place: places.results, read: [RESULTS] });

/** The owner's own rows: hashed tables, uploads. No addresses in any table. */
export const dataAccess = ({ region, places }: RunAccess): PolicyStatement[] => bucketAccess({ sid: 'Data', region, place: places.data, read: [''] });

/** What people did, as the collector and feedback stored it; not what nobody could read or convert, which lies beside it. */
export const eventsAccess = (region: string, place: BucketPlace): PolicyStatement[] => bucketAccess({ sid: 'Events', region, place, read: [STORED_EVENTS, FEEDBACK_EVENTS] });

/** What the catalogue says of the owner's own tables: one database a pair. */
export const catalogueAccess = ({ region, account, databases }: { region: string; account: string; databases: readonly string[] }): PolicyStatement[] => {
  const glue = `arn:aws:glue:${region}:${account}`;
  const tables = databases.flatMap((database) => [`${glue}:database/${database}`, `${glue}:table/${database}/*`]);
  return [{ Sid: 'Catalogue', Effect: 'Allow', Action: ['glue:GetDatabase', 'glue:GetPartitions', 'glue:GetTable', 'glue:GetTables'], Resource: [`${glue}:catalog`, ...tables] }];
};

/** Addresses. Building segments and sending alone have this. */
export const contactsAccess = ({ region, places }: RunAccess): PolicyStatement[] => bucketAccess({ sid: 'Contacts', region, place: places.contacts, read: [''] });
