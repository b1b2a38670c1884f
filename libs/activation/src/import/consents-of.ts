import { CHANNELS } from '@parley/owner-plan';
import { type ColumnTable, ProblemList } from '@parley/tabular';
import type { ChannelName } from '../channel';
import { CLOCK_SKEW_MS } from '../consent';
import type { ConsentRecord } from '../ports/consent-store';
import { textColumns } from './text-columns';

const COLUMNS = ['customer_id', 'purpose', 'channel', 'granted', 'at', 'source'] as const;
const GRANTED: Record<string, boolean> = { true: true, yes: true, '1': true, false: false, no: false, '0': false };

/**
 * Consents from a table of texts: customer_id, purpose, channel, granted (true or false), at and source, and expires where
 * there is one. One wrong row refuses the file, for what it says of a person can't be known then.
 *
 * @throws inputError ACTIVATION_CONSENT_FILE with the first 20 problems: a channel or time that can't be read, a time to come.
 */
export function consentsOf(table: ColumnTable, file: string, now: Date): ConsentRecord[] {
  const problems = new ProblemList(file);
  const column = textColumns(table, COLUMNS, problems);
  problems.throwIfAny('ACTIVATION_CONSENT_FILE');
  const expires = table.columns.find(({ name }) => name === 'expires')?.values ?? [];
  const records: ConsentRecord[] = [];
  for (let row = 0; row < table.rows; row++) {
    const line = row + 2;
    const channel = CHANNELS.find((known) => known === column('channel', row));
    const granted = GRANTED[column('granted', row).toLowerCase()];
    const at = Date.parse(column('at', row));
    const until = expires[row];
    if (channel === undefined) problems.add({ line, message: 'the channel is none', repair: `write one of: ${CHANNELS.join(', ')}` });
    if (granted === undefined) problems.add({ line, message: 'granted is neither true nor false', repair: 'write true or false' });
    if (!isMoment(column('at', row))) problems.add({ line, message: 'at is not a moment', repair: ISO_REPAIR });
    else if (at > now.getTime() + CLOCK_SKEW_MS) problems.add({ line, message: 'at is in the future: nobody has said this yet', repair: 'correct the clock of the system that wrote it' });
    if (typeof until === 'string' && !isMoment(until)) problems.add({ line, message: 'expires is not a moment', repair: ISO_REPAIR });
    if (column('customer_id', row) === '' || column('purpose', row) === '' || column('source', row) === '') {
      problems.add({ line, message: 'customer_id, purpose or source is empty', repair: 'say who agreed to what, and where' });
    }
    if (channel !== undefined && granted !== undefined) records.push(recordOf(row, channel, granted, column, until));
  }
  problems.throwIfAny('ACTIVATION_CONSENT_FILE');
  return records;
}

const ISO_REPAIR = 'write ISO 8601 with an offset, such as 2026-07-01T12:00:00Z';

function recordOf(row: number, channel: ChannelName, granted: boolean, column: (name: (typeof COLUMNS)[number], row: number) => string, until: unknown): ConsentRecord {
  return {
    recipient: column('customer_id', row),
    purpose: column('purpose', row),
    channel,
    granted,
    at: column('at', row),
    source: column('source', row),
    ...(typeof until === 'string' ? { expires: until } : {}),
  };
}

function isMoment(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:\d{2})$/.test(text) && !Number.isNaN(Date.parse(text));
}
