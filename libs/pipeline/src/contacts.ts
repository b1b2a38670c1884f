import type { Contact, ContactLookup } from '@parley/activation';
import { columnOfRole } from '@parley/contract';
import { normalizeEmail } from '@parley/identity';
import { saltedUnit } from '@parley/segmentation';
import { type ColumnTable, readCsvTable, readParquet, type Value } from '@parley/tabular';
import { contactsUri, sourceUri } from './buckets';
import type { Ports } from './ports';
import { tableOf } from './steps/tables';

/** The owner's contacts table, in memory, with what the plan says where it has no consent or zone column. */
export interface Contacts {
  lookup: ContactLookup;
  consented: ReadonlySet<string>;
  /** Addresses of the plan's suppression file. */
  suppressed: readonly string[];
  /** Ids of customers whose address is on it. */
  suppressedIds: ReadonlySet<string>;
}

/** Reads the contacts. Only activation and the building of audiences may: they hold raw addresses. */
export async function readContacts(ports: Ports): Promise<Contacts> {
  const { plan } = ports;
  const table = await ports.store.withFile(contactsUri(plan.contacts.table), (path) => readParquet(path));
  const contacts = contactsOf(table, ports);
  const suppressed = plan.contacts.suppression === undefined ? [] : await addresses(plan.contacts.suppression, ports);
  const folded = new Set(suppressed.map(foldAddress));
  const ids = [...contacts.keys()];
  return {
    lookup: async (wanted) => new Map(wanted.flatMap((id) => (contacts.has(id) ? [[id, contacts.get(id) as Contact] as const] : []))),
    consented: new Set(ids.filter((id) => contacts.get(id)?.consent)),
    suppressed,
    suppressedIds: new Set(ids.filter((id) => folded.has(foldAddress(contacts.get(id)?.address ?? '')))),
  };
}

/** One form for all spellings of an address, so that a suppression holds however either side writes it. */
export const foldAddress = (address: string): string => normalizeEmail(address) ?? address.trim().toLowerCase();

function contactsOf(table: ColumnTable, ports: Ports): Map<string, Contact> {
  const { plan, contract } = ports;
  const key = columnOfRole(tableOf(contract.owner, plan.contacts.table), 'key')?.name ?? '';
  const values = (name: string): Value[] => table.columns.find((column) => column.name === name)?.values ?? [];
  const [ids, emails, zones, consents, firstNames] = [values(key), values('email'), values('zone'), values('consent'), values('first_name')];
  const found = new Map<string, Contact>();
  for (let row = 0; row < table.rows; row++) {
    const id = String(ids[row]);
    const address = emails[row];
    if (typeof address !== 'string') continue;
    const zone = 'column' in plan.contacts.zone ? text(zones[row]) : madeUpZone(id, plan.contacts.zone.madeUp.zones);
    found.set(id, {
      address,
      ...(zone === undefined ? {} : { zone }),
      consent: 'column' in plan.contacts.consent ? consents[row] === true : madeUpConsent(id, plan.contacts.consent.madeUp.grantedShare),
      fields: { firstName: text(firstNames[row]) ?? null },
    });
  }
  return found;
}

/** Made-up consent and zones are drawn by the customer's id alone: the same in every run. */
const madeUpConsent = (id: string, grantedShare: number): boolean => saltedUnit('made-up consent', id) < grantedShare;

const madeUpZone = (id: string, zones: readonly string[]): string | undefined => zones[Math.floor(saltedUnit('made-up zone', id) * zones.length)];

const text = (value: Value | undefined): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);

async function addresses(file: string, ports: Ports): Promise<string[]> {
  const table = await ports.store.withFile(sourceUri(file), readCsvTable);
  return table.columns[0]?.values.flatMap((value) => text(value) ?? []) ?? [];
}
