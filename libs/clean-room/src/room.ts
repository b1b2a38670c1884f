import type { AnalysisTemplate, RoomTable } from '@parley/analysis-rules';
import type { TableRef } from '@parley/catalog';
import type { AccessBudget } from '@parley/contract';

/** A table associated with the collaboration. */
export interface AssociatedTable {
  table: RoomTable;
  /** Where its data lies. */
  data: TableRef;
  /** How often it may be used; without one, any number of times. */
  budget?: TableBudget;
}

/** An access budget of a table. What it is spent by is counted by the data, so that no new association begins anew. */
export interface TableBudget extends AccessBudget {
  /** ISO 8601, UTC. Uses before it don't count: when its owner last edited the budget, which resets it. */
  countsFrom?: string;
}

/** An analysis template of the collaboration. */
export type RoomTemplate = Omit<AnalysisTemplate, 'values'>;

/** One party's membership of a collaboration, as the clean room enforces it. */
export interface Room {
  membershipId: string;
  /** The collaboration's name, for the audit. */
  collaboration: string;
  /** Account of the member whose membership this is: who runs the queries. */
  runner: string;
  /** Whether that member has the ability CAN_QUERY. Default true. */
  canQuery?: boolean;
  /** Accounts of the members that may receive results (CAN_RECEIVE_RESULTS). */
  receivers: readonly string[];
  /** Every table associated with the collaboration. */
  tables: readonly AssociatedTable[];
  /** Every analysis template of the collaboration. */
  templates?: readonly RoomTemplate[];
}

/** The memberships of a clean room: all of them, or how to find one. What a query is judged by is looked up when it starts. */
export type Rooms = readonly Room[] | ((membershipId: string) => Room | undefined | Promise<Room | undefined>);

export async function findRoom(rooms: Rooms, membershipId: string): Promise<Room | undefined> {
  if (typeof rooms === 'function') return rooms(membershipId);
  return rooms.find((room) => room.membershipId === membershipId);
}
