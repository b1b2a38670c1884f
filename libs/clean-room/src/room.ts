import type { AnalysisRequest, RoomTable } from '@parley/analysis-rules';
import type { TableRef } from '@parley/catalog';

/** One party's membership of a collaboration, as the clean room enforces it. */
export interface Room {
  membershipId: string;
  /** The collaboration's name, for the audit. */
  collaboration: string;
  /** Account of the member that runs queries under this membership. */
  runner: string;
  /** Accounts that receive the results. */
  receivers: readonly string[];
  /** Every table associated with the collaboration, and where its data lies. */
  tables: readonly { table: RoomTable; data: TableRef }[];
}

/** What the rules judge when this SQL is run in this room. */
export function requestOf(room: Room, sql: string): AnalysisRequest {
  return { sql, runner: room.runner, receivers: room.receivers, tables: room.tables.map(({ table }) => table) };
}
