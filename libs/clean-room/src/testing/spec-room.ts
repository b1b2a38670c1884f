import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FolderCatalog } from '@parley/catalog';
import type { BudgetParameter, CustomRule } from '@parley/contract';
import { FolderObjectStore } from '@parley/object-store';
import type { EmbeddedCleanRoomOptions } from '../embedded-clean-room';
import type { AssociatedTable, Room, RoomTemplate } from '../room';

/** The accounts of clean-rooms-semantics.md 9.1: P gives data, Q asks and receives, R is another receiver. */
export const ACCOUNTS = { P: '111111111111', Q: '222222222222', R: '333333333333' } as const;
export const MEMBERSHIP = 'membership-of-q';

/** What a case changes in the room of section 9.4: crm of Q and seg of P, both open to any query of Q. */
export interface RoomDelta {
  seg?: Partial<CustomRule>;
  segReceivers?: string[];
  segBudget?: BudgetParameter[];
  crmBudget?: BudgetParameter[];
  receivers?: string[];
  templates?: RoomTemplate[];
  /** Whose membership it is; only Q can query. */
  member?: keyof typeof ACCOUNTS;
}

const CSV = {
  crm: 'hashed_email,customer_id,region\ne1,c1,NW\ne2,c2,NW\ne5,c5,SE\n,c0,NW\n',
  seg: 'hashed_email,segment,score\ne1,gold,1\ne2,gold,2\ne5,silver,5\ne7,bronze,7\n',
};

function custom(name: keyof typeof CSV, owner: string, rule: Partial<CustomRule> = {}, receivers: string[] = [ACCOUNTS.Q]): AssociatedTable {
  const anything = { allowedAnalyses: ['ANY_QUERY'], allowedAnalysisProviders: [ACCOUNTS.Q] };
  const [header = ''] = CSV[name].split('\n');
  return {
    table: {
      name,
      owner,
      columns: header.split(',').map((column) => ({ name: column, type: column === 'score' ? 'int' : 'string' })),
      analysisRule: { analysisRuleType: 'CUSTOM', analysisRulePolicy: { v1: { custom: { ...anything, ...rule } } } },
      collaborationRule: { allowedResultReceivers: receivers },
    },
    data: { account: owner, database: 'shared', table: name },
  };
}

function budgeted(table: AssociatedTable, budgetParameters?: BudgetParameter[]): AssociatedTable {
  return { ...table, ...(budgetParameters && { budget: { budgetParameters } }) };
}

export function specRoom(delta: RoomDelta = {}): Room {
  const { member = 'Q', receivers = [ACCOUNTS.Q], templates = [] } = delta;
  return {
    membershipId: MEMBERSHIP,
    collaboration: 'spec',
    runner: ACCOUNTS[member],
    canQuery: member === 'Q',
    receivers,
    tables: [
      budgeted(custom('crm', ACCOUNTS.Q, {}, [ACCOUNTS.Q, ACCOUNTS.R]), delta.crmBudget),
      budgeted(custom('seg', ACCOUNTS.P, delta.seg, delta.segReceivers), delta.segBudget),
    ],
    templates,
  };
}

type Options = Omit<EmbeddedCleanRoomOptions, 'rooms'>;

/** A folder with both tables, and the options to open a clean room over them. */
export async function specFolder(entry: string): Promise<{ folder: string; options: Options; remove: () => void }> {
  const folder = mkdtempSync(join(tmpdir(), 'parley-spec-room-'));
  const options = specOptions(folder, entry);
  for (const { table, data } of specRoom().tables) {
    await options.catalog.putTable({ ...data, columns: table.columns, partitionKeys: [] }, async (path) => {
      writeFileSync(join(path, 'part-0.csv'), CSV[table.name as keyof typeof CSV]);
    });
  }
  return { folder, options, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

export function specOptions(folder: string, entry: string): Options {
  return {
    catalog: new FolderCatalog(join(folder, 'catalog')),
    store: new FolderObjectStore({ results: join(folder, 'results'), 'of-r': join(folder, 'of-r') }),
    auditFile: join(folder, 'audit.jsonl'),
    queryProcess: { entry, detailLog: join(folder, 'details.jsonl') },
  };
}
