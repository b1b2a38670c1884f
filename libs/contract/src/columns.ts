import { HASHED_COLUMNS } from './contract';
import type { ColumnSpec, TableFile } from './schema/party';

type Columns = Pick<TableFile, 'columns'>;

/** Names that Parley adds itself, when normalising and in the feature table; a source column can't have them. */
export const RESERVED_COLUMNS: readonly string[] = [...Object.values(HASHED_COLUMNS), 'source_row', 'label_value', 'order_value'];

/** The column of a role, if the table has one. */
export function columnOfRole(table: Columns, role: NonNullable<ColumnSpec['role']>): ColumnSpec | undefined {
  return table.columns.find((column) => column.role === role);
}

/** The hashed columns that normalising adds: `hashed_email` where there is an e-mail column, `hashed_phone` likewise. */
export function hashedColumns(table: Columns): string[] {
  return (['email', 'phone'] as const).filter((role) => columnOfRole(table, role)).map((role) => HASHED_COLUMNS[role]);
}

/** The type a column has in the clean room; nothing for a name that the table has not. */
export function typeInRoom(table: Columns, column: string): ColumnSpec['type'] | undefined {
  return hashedColumns(table).includes(column) ? 'string' : table.columns.find(({ name }) => name === column)?.type;
}

/** Why a column says who somebody is; undefined if it may enter a clean room. */
export function directIdentifier(column: ColumnSpec): string | undefined {
  if (column.role && column.role in IDENTIFYING_ROLES) return IDENTIFYING_ROLES[column.role as keyof typeof IDENTIFYING_ROLES];
  if (column.role || column.type === 'boolean') return undefined;
  const names = [column.name, column.from ?? ''].map(snakeCase);
  return names.some((name) => IDENTIFYING_NAME.test(name)) ? 'its name says that it identifies a person' : undefined;
}

/** `E-Mail` and `firstName` as a column would be called. */
const snakeCase = (name: string): string =>
  name
    .trim()
    .replace(/([a-z])([A-Z])/g, '$1_$2')
    .replace(/[^A-Za-z0-9]+/g, '_')
    .toLowerCase();

const IDENTIFYING_ROLES = {
  email: 'it holds raw e-mail addresses',
  phone: 'it holds raw phone numbers',
  'first-name': "it holds people's names",
  consent: "it is a person's consent, which only sending needs",
  zone: "it is a person's time zone, which only sending needs",
  'push-token': "it is the token of a person's device",
  'push-service': "it says what device a person has, which only sending needs",
} as const;

// Whole names only: `email_opens` counts something, `email_address` is one.
const IDENTIFYING_NAME = new RegExp(
  `^(?:${[
    'e_?mails?(?:_?(?:address|addr|raw|plain|id|hash|hashed|md5|sha1|sha256))?',
    'mail_?(?:address|addr)',
    '(?:(?:home|mobile|cell|work)_?)?(?:phone|telephone|tel)(?:_?(?:number|num|no|raw|hash|hashed|md5|sha1|sha256))?',
    'mobile(?:_?(?:number|num|no))?',
    'msisdn',
    '(?:first|last|full|given|family|sur|middle)_?name',
    '(?:street|postal|home|mailing)_?address',
    'street',
    '(?:social_security|ssn|passport|tax|national|driver_?licen[cs]e)(?:_?(?:number|num|no|id))?',
    'ip_?address',
    'iban|credit_?card(?:_?(?:number|num|no))?',
  ].join('|')})$`,
);
