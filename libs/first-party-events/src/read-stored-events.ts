import type { DuckDBConnection, DuckDBValue } from '@duckdb/node-api';
import { sqlText, withDuckDb } from '@parley/tabular';
import { storedEventsUnreadable } from './errors';
import type { EventSpan, FoundEvent } from './event-source';

/**
 * Reads one Parquet file of `EVENT_COLUMNS`: only the columns that are counted, only rows of the span and those that lack
 * something, a vector of DuckDB's at a time.
 *
 * @param place the file, and the object that errors speak of
 * @throws inputError STORED_EVENTS_UNREADABLE for what is no such file
 */
export async function readStoredEvents({ path, uri }: { path: string; uri: string }, span: EventSpan, take: (found: FoundEvent) => void): Promise<void> {
  await withDuckDb(
    async (connection) => {
      for await (const rows of vectors(connection, select(path, span), uri)) for (const row of rows) take(foundOf(row));
    },
    { files: [path] },
  );
}

async function* vectors(connection: DuckDBConnection, sql: string, uri: string): AsyncGenerator<DuckDBValue[][]> {
  try {
    const result = await connection.stream(sql);
    for (let chunk = await result.fetchChunk(); chunk && chunk.rowCount > 0; chunk = await result.fetchChunk()) yield chunk.getRows();
  } catch (cause) {
    throw storedEventsUnreadable(uri, cause);
  }
}

function select(path: string, { start, end, types }: EventSpan): string {
  const wanted = `event_timestamp > ${start} AND event_timestamp <= ${end} AND event_type IN (${types.map(sqlText).join(', ')})`;
  return `SELECT event_id, client.client_id, event_type, event_timestamp FROM read_parquet(${sqlText(path)})
    WHERE client.client_id IS NULL OR event_type IS NULL OR event_timestamp IS NULL OR (${wanted})`;
}

/** As `judgeRecord` has it. */
function foundOf([id, clientId, type, timestamp]: readonly DuckDBValue[]): FoundEvent {
  if (typeof type !== 'string' || typeof timestamp !== 'bigint') return { outcome: 'ProcessingFailed', reason: `missing or of the wrong type: ${typeof type === 'string' ? 'event_timestamp' : 'event_type'}` };
  if (typeof clientId !== 'string' || clientId === '') return { outcome: 'Dropped', reason: 'no client.client_id' };
  return { outcome: 'Ok', event: { ...(typeof id === 'string' ? { id } : {}), clientId, type, timestamp: Number(timestamp) } };
}
