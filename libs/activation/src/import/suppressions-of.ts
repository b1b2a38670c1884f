import { CHANNELS } from '@parley/owner-plan';
import { type ColumnTable, ProblemList } from '@parley/tabular';
import { addressSubject } from '../suppression-subject';
import { textColumns } from './text-columns';

/**
 * Subjects never to send to, from a table of texts: one column `email`, or `channel` and `address`. Blank addresses say nothing.
 *
 * @throws inputError ACTIVATION_SUPPRESSION_FILE with the first 20 problems. A row that can't be understood refuses the
 *   file: passing over it might send to whom it names.
 */
export function suppressionsOf(table: ColumnTable, file: string): Set<string> {
  const problems = new ProblemList(file);
  const emailsOnly = table.columns.some(({ name }) => name === 'email') && !table.columns.some(({ name }) => name === 'channel');
  const column = emailsOnly ? undefined : textColumns(table, ['channel', 'address'], problems);
  const emails = emailsOnly ? textColumns(table, ['email'], problems) : undefined;
  problems.throwIfAny('ACTIVATION_SUPPRESSION_FILE');
  const subjects = new Set<string>();
  for (let row = 0; row < table.rows; row++) {
    const address = emails?.('email', row) ?? column?.('address', row) ?? '';
    const channel = emailsOnly ? 'email' : CHANNELS.find((known) => known === column?.('channel', row));
    if (channel === undefined) problems.add({ line: row + 2, message: 'the channel is none', repair: `write one of: ${CHANNELS.join(', ')}` });
    else if (address !== '') subjects.add(addressSubject(channel, address));
  }
  problems.throwIfAny('ACTIVATION_SUPPRESSION_FILE');
  return subjects;
}
