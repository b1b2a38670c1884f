import { copyFile, mkdtemp, readFile, rm } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { pairDatabase, type Party, relationName, type TableSpec } from '@parley/contract';
import { isParleyError, type Problem } from '@parley/errors';
import type { IdentifierHash } from '@parley/identity';
import { type ObjectStore, objectUri } from '@parley/object-store';
import { ForgottenList } from '../forgotten/forgotten-list';
import { type IntakeResult, intakeTable } from '../intake-table';
import { gone, tooLarge, unknownTable } from './errors';

/** An object that somebody put below `incoming/<table>/`. */
export interface Upload {
  bucket: string;
  key: string;
  /** S3's version id. */
  version: string;
  /** Bytes. */
  size: number;
  /** When it was put there (ISO 8601, UTC). */
  at: string;
}

/** What the owner is told of a new table: numbers, and no value of any row. */
export interface PartnerDataReady {
  party: string;
  table: string;
  rows: number;
  quarantined: number;
  /** S3's version id of the upload. */
  version: string;
}

export interface UploadPorts {
  store: ObjectStore;
  /** The pair's. */
  hash: IdentifierHash;
  /** Tells the owner; a party that the owner has given no bus has none. */
  announce?: (ready: PartnerDataReady) => Promise<void>;
  /** Where the owner's contacts go, and which of its tables has them: raw addresses, in a bucket of their own. */
  contacts?: ContactsPlace;
  /** URI of the owner's list of forgotten people, whose rows are passed over; a partner has none. */
  forgotten?: string;
}

export interface ContactsPlace {
  table: string;
  /** URI of a Parquet object. */
  uri: string;
}

export type UploadOutcome =
  | { outcome: 'written'; table: string; rows: number; quarantined: number; reasons: Record<string, number> }
  | { outcome: 'written before' | 'a later one is there'; table: string }
  | { outcome: 'refused'; why: string; problems: readonly Problem[] };

/**
 * Bytes of the largest file, unpacked. Memory is flat; the limits are Lambda's 15 minutes on one core and its 10 GB of
 * disk, which hold the file, some four times as much of scratch, and the result (tools/bench/intake measures
 * both; 200,000 rows were run to the end, and this size is reckoned from them).
 */
export const LARGEST_BYTES = 1024 ** 3;

const INCOMING = /^incoming\/([a-z][a-z0-9_-]*)\/([^/]+)$/;

/**
 * Normalises what a party uploaded: `incoming/<table>/<file>` is the whole of a table, and becomes its one part,
 * `<pair's database>/<table>/part.parquet`. A PUT replaces it whole: a query reads the old table or the new, never both.
 * Rows set aside are named in `quarantine/<table>/<file>.<version>.csv`, by line, column and reason, without values.
 *
 * A file that can't be taken changes nothing, and `quarantine/<table>/<file>.<version>.refused.json` says why: that is an
 * outcome, since trying again would not help. The same version twice is written once, and an event that comes late does
 * not put an older file over a newer one. The owner's contacts are written with their table, before its receipt. The owner is told after the table is there and before the receipt, so that a
 * version is announced at least once; twice only where a run was cut off between the two.
 *
 * @throws faults alone: what another try may mend.
 */
export async function normalizeUpload({ store, hash, announce, contacts, forgotten }: UploadPorts, party: Party, counterpart: string, upload: Upload): Promise<UploadOutcome> {
  const { bucket, key, version } = upload;
  const [, tableName = '', file = basename(key)] = INCOMING.exec(key) ?? [];
  const at = (path: string): string => objectUri({ bucket, key: path });
  const quarantine = `quarantine/${tableName || 'unknown'}/${file}.${version}`;
  try {
    const table = takeable(party, tableName, upload);
    const folder = `${pairDatabase(party.id, counterpart)}/${relationName(table.name)}`;
    const receipt = at(`receipts/${folder}.json`);
    const part = at(`${folder}/part.parquet`);
    const last = await lastReceipt(store, receipt);
    if (last && (await store.exists(part))) {
      if (last.version === version) return { outcome: 'written before', table: table.name };
      if (last.at > upload.at) return { outcome: 'a later one is there', table: table.name };
    }
    const writing: Writing = { party, table, hash, source: at(key), part, quarantine: at(`${quarantine}.csv`) };
    if (contacts?.table === table.name) writing.contacts = contacts.uri;
    if (forgotten !== undefined) writing.forgotten = await ForgottenList.read(store, forgotten, party.country);
    const result = await write(store, writing);
    const { rows, quarantined, reasons } = result;
    await announce?.({ party: party.id, table: table.name, rows, quarantined, version });
    await store.put(receipt, `${JSON.stringify({ key, version, at: upload.at, rows, quarantined }, null, 2)}\n`);
    return { outcome: 'written', table: table.name, rows, quarantined, reasons };
  } catch (error) {
    if (!isParleyError(error) || error.kind !== 'input') throw error;
    const problems = error.problems.map((problem) => ({ ...problem, ...(problem.file === undefined ? {} : { file: key }) }));
    await store.put(at(`${quarantine}.refused.json`), `${JSON.stringify({ key, version, why: error.code, problems }, null, 2)}\n`);
    return { outcome: 'refused', why: error.code, problems };
  }
}

function takeable({ tables }: Party, name: string, { key, size }: Upload): TableSpec {
  const shared = tables.filter(({ allowedColumns, existing }) => allowedColumns !== undefined && !existing);
  const table = shared.find((one) => one.name === name);
  if (!table) throw unknownTable(key, shared.map((one) => one.name));
  if (size > LARGEST_BYTES) throw tooLarge(key, size, LARGEST_BYTES);
  return table;
}

interface Writing {
  party: Party;
  table: TableSpec;
  hash: IdentifierHash;
  /** URIs. */
  source: string;
  part: string;
  quarantine: string;
  contacts?: string;
  forgotten?: ForgottenList;
}

async function write(store: ObjectStore, { source, part, quarantine, contacts, ...intake }: Writing): Promise<IntakeResult> {
  if (!(await store.exists(source))) throw gone(source);
  const scratch = await mkdtemp(join(tmpdir(), 'parley-upload-'));
  try {
    const [setAside, addresses] = [join(scratch, 'quarantine.csv'), join(scratch, 'contacts.parquet')];
    const paths = { quarantine: setAside, scratch, ...(contacts === undefined ? {} : { contacts: addresses }) };
    const result = await store.withFile(source, (sourcePath) => store.putFile(part, (path) => intakeTable({ ...intake, sourcePath, paths: { table: path, ...paths }, largest: LARGEST_BYTES })));
    if (contacts !== undefined) await store.putFile(contacts, (path) => copyFile(addresses, path));
    if (existsSync(setAside)) await store.put(quarantine, await readFile(setAside));
    return result;
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

async function lastReceipt(store: ObjectStore, receipt: string): Promise<{ version: string; at: string } | undefined> {
  if (!(await store.exists(receipt))) return undefined;
  const { version = '', at = '' } = JSON.parse((await store.get(receipt)).toString()) as { version?: string; at?: string };
  return { version, at };
}
