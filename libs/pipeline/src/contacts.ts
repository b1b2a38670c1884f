import { addressOf, addressSubject, type ChannelName, type Contact, type ContactLookup, type ConsentStore, consentAt, consentsOf, PUSH_SERVICES, recipientSubjects, type SuppressionStore, suppressionsOf, type UnsubscribeKeys, withConsents, withSuppressions } from '@parley/activation';
import { columnOfRole } from '@parley/contract';
import { refusal } from '@parley/errors';
import { CHANNELS } from '@parley/owner-plan';
import { saltedUnit } from '@parley/segmentation';
import { type ColumnTable, readCsvTable, readParquet, type Value } from '@parley/tabular';
import { contactsUri, sourceUri } from './buckets';
import type { SendingPorts } from './ports';
import { tableOf } from './steps/tables';

/** What messages of a plan are for; consents are given by purpose. */
export const PURPOSE = 'marketing';
/** What an unsubscribe token takes a person off. */
export const LIST = 'marketing';

/** The owner's contacts table, in memory, and the stores of consents and suppressions with the plan's files beside them. */
export interface Contacts {
  lookup: ContactLookup;
  ids: readonly string[];
  consents: ConsentStore;
  suppressions: SuppressionStore;
}

/** Reads the contacts. Only activation and the building of audiences may: they hold raw addresses. */
export async function readContacts(ports: SendingPorts): Promise<Contacts> {
  const { plan } = ports;
  const table = await ports.store.withFile(contactsUri(plan.contacts.table), (path) => readParquet(path));
  const contacts = contactsOf(table, ports);
  return {
    lookup: async (wanted) => new Map(wanted.flatMap((id) => (contacts.has(id) ? [[id, contacts.get(id) as Contact] as const] : []))),
    ids: [...contacts.keys()],
    consents: await consentsWithFile(ports),
    suppressions: await suppressionsWithFile(ports),
  };
}

/** Who agreed on a channel or another, and who of them is suppressed on every one of those: for the segments' files. */
export async function reachable(contacts: Contacts, ports: SendingPorts): Promise<{ consented: Set<string>; suppressedIds: Set<string> }> {
  const keys = await ports.secrets.unsubscribeKeys();
  const found = await contacts.lookup(contacts.ids);
  const channels: readonly ChannelName[] = ports.plan.campaigns.length === 0 ? CHANNELS : CHANNELS.filter((channel) => ports.plan.campaigns.some((one) => one.channel === channel));
  const open = new Set<string>();
  const consented = new Set<string>();
  for (const channel of channels) {
    const records = await contacts.consents.read(contacts.ids, PURPOSE, channel);
    const agreed = contacts.ids.filter((id) => consentAt(records.get(id), found.get(id)?.consents.includes(channel) ?? false, ports.now) === 'granted');
    const subjects = new Map(agreed.map((id) => [id, subjectsOf(id, found.get(id), channel, keys)]));
    const suppressed = await contacts.suppressions.suppressed([...subjects.values()].flat());
    for (const id of agreed) {
      consented.add(id);
      if (!subjects.get(id)?.some((subject) => suppressed.has(subject))) open.add(id);
    }
  }
  return { consented, suppressedIds: new Set([...consented].filter((id) => !open.has(id))) };
}

function subjectsOf(id: string, contact: Contact | undefined, channel: ChannelName, keys: UnsubscribeKeys): string[] {
  const address = contact && addressOf(contact, id, channel);
  return [...recipientSubjects(keys, LIST, id), ...(address === undefined ? [] : [addressSubject(channel, address)])];
}

function contactsOf(table: ColumnTable, ports: SendingPorts): Map<string, Contact> {
  const { plan, contract } = ports;
  const { consent, zone } = plan.contacts;
  const key = columnOfRole(tableOf(contract.owner, plan.contacts.table), 'key')?.name ?? '';
  const values = (name: string): Value[] => table.columns.find((column) => column.name === name)?.values ?? [];
  const [ids, emails, phones, tokens, services] = [values(key), values('email'), values('phone'), values('push_token'), values('push_service')];
  const [zones, consents, firstNames] = [values('zone'), values('consent'), values('first_name')];
  const found = new Map<string, Contact>();
  for (let row = 0; row < table.rows; row++) {
    const id = String(ids[row]);
    const zoneName = 'column' in zone ? text(zones[row]) : madeUpZone(id, zone.madeUp.zones);
    const [email, sms, push] = [text(emails[row]), text(phones[row]), pushAddress(text(tokens[row]), text(services[row]))];
    found.set(id, {
      addresses: { ...(email === undefined ? {} : { email }), ...(sms === undefined ? {} : { sms }), ...(push ? { push } : {}) },
      ...(zoneName === undefined ? {} : { zone: zoneName }),
      consents: 'column' in consent ? (consents[row] === true ? consent.channels : []) : CHANNELS.filter((channel) => madeUpConsent(id, channel, consent.madeUp.grantedShare)),
      fields: { firstName: text(firstNames[row]) ?? null },
    });
  }
  return found;
}

/** A token of a service that nobody knows reaches nobody. */
function pushAddress(token: string | undefined, service: string | undefined): Contact['addresses']['push'] {
  const known = PUSH_SERVICES.find((name) => name === service?.toUpperCase());
  return token === undefined || known === undefined ? undefined : { token, service: known };
}

/** Made-up consent and zones are drawn by the customer's id alone: the same in every run. */
function madeUpConsent(id: string, channel: ChannelName, grantedShare: number): boolean {
  return saltedUnit(channel === 'email' ? 'made-up consent' : `made-up consent ${channel}`, id) < grantedShare;
}

const madeUpZone = (id: string, zones: readonly string[]): string | undefined => zones[Math.floor(saltedUnit('made-up zone', id) * zones.length)];

const text = (value: Value | undefined): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);

async function suppressionsWithFile({ plan, store, suppressions }: SendingPorts): Promise<SuppressionStore> {
  const file = plan.contacts.suppression;
  if (file === undefined) return suppressions;
  return withSuppressions(suppressions, suppressionsOf(await store.withFile(sourceUri(file), readCsvTable), file));
}

async function consentsWithFile({ plan, store, consents, now }: SendingPorts): Promise<ConsentStore> {
  const { consents: imported } = plan.contacts;
  if (imported === undefined) return consents;
  if (imported.validUntil !== undefined && now.toISOString().slice(0, 10) > imported.validUntil) throw consentFileTooOld(imported.file, imported.validUntil);
  return withConsents(consents, consentsOf(await store.withFile(sourceUri(imported.file), readCsvTable), imported.file, now));
}

const consentFileTooOld = (file: string, validUntil: string) =>
  refusal('CONSENT_FILE_TOO_OLD', {
    file,
    message: `The consents were to be used until ${validUntil}, which is over; nothing was sent.`,
    repair: 'Export the consents anew, and write the new day at contacts.consents.validUntil in owner/plan.yaml.',
  });
