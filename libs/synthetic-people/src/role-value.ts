import type { ColumnSpec } from '@parley/contract';
import { columnValue, momentOfType } from './column-value';
import { AS_OF } from './events-file';
import { negativeText } from './negative-text';
import { CONSENTS, ZONES } from './owner-files';
import type { Random } from './random';
import { keyText, type PersonOnFile, type Roster } from './roster';

/** The label of the owner's model: the text that means yes, in which column. */
export interface LabelSpec {
  table: string;
  column: string;
  positive: string;
}

/** One row of one table. */
export interface RowAt {
  table: string;
  row: number;
  roster: Roster;
  person: PersonOnFile;
  label?: LabelSpec;
}

const NO_NAME = 0.04;
const NO_APP = 0.5;
const YEAR = 365 * 86_400_000;

/** The value of one column for one person, by its role, or else its type. */
export function valueFor(column: ColumnSpec, at: RowAt, random: Random): string | number | undefined {
  const { person, roster, row, label } = at;
  if (label?.table === at.table && label.column === column.name) return person.positive ? label.positive : negativeText(label.positive, column.type);
  switch (column.role) {
    case 'key':
      return key(column, roster, row);
    case 'email':
      return person.email;
    case 'phone':
      return person.phone;
    case 'first-name':
      return random.chance(NO_NAME) ? undefined : person.firstName;
    case 'zone':
      return random.weighted(ZONES);
    case 'consent':
      return random.weighted(CONSENTS);
    case 'push-token':
      return random.chance(NO_APP) ? undefined : `made-up-${random.hex(24)}`;
    case 'push-service':
      return 'GCM';
    case 'time':
      return momentOfType(column.type, AS_OF - 2 * YEAR * (1 - row / roster.rows)); // files are in order of time
    default:
      return columnValue(column, person.trait, random);
  }
}

function key({ type }: ColumnSpec, roster: Roster, row: number): string | number {
  if (type === 'string') return keyText(roster, row);
  return type === 'date' || type === 'timestamp' ? momentOfType(type, row * 86_400_000) : row + 1;
}
