import { bucketAccess, type PolicyStatement } from '@parley/constructs';
import type { OwnerPlaces } from './owner-places';

/** Where in the results bucket the steps of runs leave things for one another, and where Clean Rooms writes. */
export const [RUNS, RESULTS] = ['runs/', 'results/'];

export interface RunAccess {
  region: string;
  places: OwnerPlaces;
}

/** What each step needs of the results bucket: to read what the steps before it left, and to leave something. */
export const runAccess = ({ region, places }: RunAccess): PolicyStatement[] => bucketAccess({ sid: 'Run', region, place: places.results, read: [RUNS, RESULTS], write: [RUNS] });

/** To write what a run is for, and to read it again: a step that runs twice finds its own output. */
export const outputAccess = ({ region, places }: RunAccess): PolicyStatement[] => bucketAccess({ sid: 'Output', region, place: places.output, read: [RUNS], write: [RUNS] });

/** The owner's own rows: hashed tables, uploads, events. No addresses. */
export const dataAccess = ({ region, places }: RunAccess): PolicyStatement[] => bucketAccess({ sid: 'Data', region, place: places.data, read: [''] });

/** Addresses. Building segments and sending alone have this. */
export const contactsAccess = ({ region, places }: RunAccess): PolicyStatement[] => bucketAccess({ sid: 'Contacts', region, place: places.contacts, read: [''] });
