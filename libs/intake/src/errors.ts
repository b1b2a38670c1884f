import { fault, inputError, type ParleyError, type Problem } from '@parley/errors';

/** The code of a file with too many unusable rows. */
export const ROWS_UNUSABLE = 'ROWS_UNUSABLE';
/** The code of a file whose keys aren't unique. */
export const KEYS_NOT_UNIQUE = 'KEYS_NOT_UNIQUE';

export function keyRepeated(line: number, column: string, firstLine: number): Problem {
  return { line, message: `the ${column} of this row stands in line ${firstLine} already`, repair: 'one row a person: remove or merge the repeated rows', code: 'KEY_REPEATED' };
}

export function tooManyUnusable(unusable: number, rows: string): Problem {
  return { message: `${unusable} of ${rows} rows can't be used; at most 1 % and fewer than 1,000 may be set aside`, repair: 'mend the rows named below, or the types in party.yaml', code: 'TOO_MANY_UNUSABLE' };
}

export function notCsv(file: string): ParleyError {
  return inputError('NOT_CSV_TABLE', { file, message: 'this table holds events, not rows of people', repair: 'read it with readPinpointEvents', code: 'NOT_CSV_TABLE' });
}

export function listDamaged(file: string): ParleyError {
  return fault('FORGOTTEN_DAMAGED', { file, message: 'this is no list of forgotten people', repair: 'restore it from a backup or an older version: without it, people who were forgotten come back', code: 'FORGOTTEN_DAMAGED' });
}

export function contactsOfPartner(party: string): ParleyError {
  return fault('CONTACTS_OF_PARTNER', { message: `contacts are the owner's alone; none are made for ${party}`, code: 'CONTACTS_OF_PARTNER' });
}
