import type { Random } from './random';

/** Who a party's files are about: one row a person in every table. */
export interface Roster {
  /** People, numbered from 0 in the order of the files. */
  rows: number;
  /** Begins their keys. */
  keyPrefix: 'C' | 'P';
  /** A person as a file of this party tells of them; `random` decides how their identifiers are written in it. */
  person(row: number, random: Random): PersonOnFile;
}

export interface PersonOnFile {
  firstName: string;
  /** As written, empty where unknown. */
  email: string;
  phone: string;
  /** Standard normal: what all columns of this party show a little of. */
  trait: number;
  /** The label. */
  positive: boolean;
}

/** `C0000001` in a column of text; the bare number from 1 in others. */
export function keyText({ keyPrefix }: Pick<Roster, 'keyPrefix'>, row: number): string {
  return `${keyPrefix}${String(row + 1).padStart(7, '0')}`;
}
