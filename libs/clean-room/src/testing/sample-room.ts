import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FolderCatalog } from '@parley/catalog';
import type { AnalysisRule } from '@parley/contract';
import { FolderObjectStore } from '@parley/object-store';
import type { AllowedVerdict } from '../build-job';
import type { EmbeddedCleanRoomOptions } from '../embedded-clean-room';
import type { Room } from '../room';

export const OWNER = '111122223333';
export const PARTNER = '444455556666';
export const MEMBERSHIP = 'membership-of-the-owner';
/** Stands in the data and must never stand in an error or the audit. */
export const CANARY = 'canary-7391';

const list = (joinColumns: string[], listColumns: string[]): AnalysisRule => ({
  analysisRuleType: 'LIST',
  analysisRulePolicy: { v1: { list: { joinColumns, listColumns, additionalAnalyses: 'NOT_ALLOWED' } } },
});

function associated(owner: string, name: string, columns: string[], analysisRule: AnalysisRule): Room['tables'][number] {
  return {
    table: {
      name,
      owner,
      columns: columns.map((column) => ({ name: column, type: 'string' })),
      analysisRule,
      collaborationRule: { allowedResultReceivers: [OWNER] },
    },
    data: { account: owner, database: 'shared', table: name },
  };
}

export const ROOM: Room = {
  membershipId: MEMBERSHIP,
  collaboration: 'shop-and-panel',
  runner: OWNER,
  receivers: [OWNER],
  tables: [
    associated(OWNER, 'customers', ['customer_id', 'hashed_email'], list(['hashed_email'], ['customer_id'])),
    associated(PARTNER, 'people', ['hashed_email', 'income'], list(['hashed_email'], ['income'])),
  ],
};

export const MATCH = 'SELECT DISTINCT c.customer_id, p.income FROM customers c INNER JOIN people p ON c.hashed_email = p.hashed_email';

const CUSTOMERS = [{ table: 'customers', columns: ['customer_id'] }];

/** Judges every query allowed and runs this SQL, with one column, in its place: for what no allowed query does. */
export const allowing = (executableSql: string, reads: AllowedVerdict['reads'] = CUSTOMERS) => async (): Promise<AllowedVerdict> => ({
  allowed: true,
  executableSql,
  constraints: [],
  reads,
  output: ['v'],
});

/** A folder with the tables of a room, and the options to open its clean room. */
export async function sampleRoom(entry: string): Promise<{ folder: string; room: Room; options: EmbeddedCleanRoomOptions; remove: () => void }> {
  const folder = mkdtempSync(join(tmpdir(), 'parley-room-'));
  const options = sampleOptions(folder, entry);
  const rows = {
    customers: 'customer_id,hashed_email\nc3,hc\nc1,ha\nc2,hb\nc9,\n',
    people: `income,hashed_email,panel_id\nlow,hb,p1\nhigh,ha,p2\n${CANARY},hz,p3\n`,
  };
  for (const { table, data } of ROOM.tables) {
    await options.catalog.putTable({ ...data, columns: table.columns, partitionKeys: [] }, async (path) => {
      writeFileSync(join(path, 'part-0.csv'), rows[table.name as keyof typeof rows]);
    });
  }
  return { folder, room: ROOM, options, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

export function sampleOptions(folder: string, entry: string): EmbeddedCleanRoomOptions {
  return {
    rooms: [ROOM],
    catalog: new FolderCatalog(join(folder, 'catalog')),
    store: new FolderObjectStore({ results: join(folder, 'results') }),
    auditFile: join(folder, 'audit.jsonl'),
    queryProcess: { entry, detailLog: join(folder, 'details.jsonl') },
  };
}
