import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { pairDatabase, type Party, relationName, type TableSpec } from '@parley/contract';
import { isParleyError, type Problem } from '@parley/errors';
import type { IdentifierHash } from '@parley/identity';
import { type ObjectStore, objectUri } from '@parley/object-store';
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
}

export interface UploadPorts {
  store: ObjectStore;
  /** The pair's. */
  hash: IdentifierHash;
}

export type UploadOutcome =
  | { outcome: 'written'; table: string; rows: number; quarantined: number; reasons: Record<string, number> }
  | { outcome: 'written before'; table: string }
  | { outcome: 'refused'; why: string; problems: readonly Problem[] };

/** Normalising holds up to 1 kB a row; a row of 100 bytes makes this 5 GB, half of the largest Lambda. */
export const LARGEST_BYTES = 512 * 1024 ** 2;
/** What gzip has made at most a tenth of. */
export const LARGEST_GZIP_BYTES = LARGEST_BYTES / 10;

const INCOMING = /^incoming\/([a-z][a-z0-9_-]*)\/([^/]+)$/;

/**
 * Normalises what a party uploaded: `incoming/<table>/<file>` is the whole of a table, and becomes its one part,
 * `<pair's database>/<table>/part.parquet`. A PUT replaces it whole: a query reads the old table or the new, never both.
 * Rows set aside are named in `quarantine/<table>/<file>.<version>.csv`, by line, column and reason, without values.
 *
 * A file that can't be taken changes nothing, and `quarantine/<table>/<file>.<version>.refused.json` says why: that is an
 * outcome, since trying again would not help. The same version twice is written once.
 *
 * @throws faults alone: what another try may mend.
 */
export async function normalizeUpload({ store, hash }: UploadPorts, party: Party, counterpart: string, upload: Upload): Promise<UploadOutcome> {
  const { bucket, key, version } = upload;
  const [, tableName = '', file = basename(key)] = INCOMING.exec(key) ?? [];
  const at = (path: string): string => objectUri({ bucket, key: path });
  const quarantine = `quarantine/${tableName || 'unknown'}/${file}.${version}`;
  try {
    const table = takeable(party, tableName, upload);
    const folder = `${pairDatabase(party.id, counterpart)}/${relationName(table.name)}`;
    const receipt = at(`receipts/${folder}.json`);
    const part = at(`${folder}/part.parquet`);
    if ((await lastVersion(store, receipt)) === version && (await store.exists(part))) return { outcome: 'written before', table: table.name };
    const result = await write(store, { party, table, hash, source: at(key), part, quarantine: at(`${quarantine}.csv`) });
    await store.put(receipt, `${JSON.stringify({ key, version, rows: result.rows, quarantined: result.quarantined }, null, 2)}\n`);
    return { outcome: 'written', table: table.name, rows: result.rows, quarantined: result.quarantined, reasons: result.reasons };
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
  const largest = key.endsWith('.gz') ? LARGEST_GZIP_BYTES : LARGEST_BYTES;
  if (size > largest) throw tooLarge(key, size, largest);
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
}

async function write(store: ObjectStore, { party, table, hash, source, part, quarantine }: Writing): Promise<IntakeResult> {
  if (!(await store.exists(source))) throw gone(source);
  const scratch = await mkdtemp(join(tmpdir(), 'parley-upload-'));
  try {
    const setAside = join(scratch, 'quarantine.csv');
    const result = await store.withFile(source, (sourcePath) => store.putFile(part, (path) => intakeTable({ party, table, sourcePath, hash, paths: { table: path, quarantine: setAside } })));
    if (existsSync(setAside)) await store.put(quarantine, await readFile(setAside));
    return result;
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

async function lastVersion(store: ObjectStore, receipt: string): Promise<string | undefined> {
  if (!(await store.exists(receipt))) return undefined;
  return (JSON.parse((await store.get(receipt)).toString()) as { version?: string }).version;
}
