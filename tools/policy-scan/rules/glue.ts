import type { Rule } from '../rule';

/** Names of columns that would hold a person's own identifier, hashed or not allowed at all. */
const DIRECT = /^(e_?mail|phone|mobile|first_?name|last_?name|full_?name|street|address|birth_?date|ssn|passport|ip_address)$/i;

/** The catalogue. It holds names and types; rows lie in buckets. */
export const GLUE_RULES: readonly Rule[] = [
  {
    id: 'GLUE_NO_IDENTIFIER',
    types: ['aws_glue_catalog_table'],
    says: "no catalogued column is a person's own identifier",
    repair: 'normalise the table first: it hashes identifiers and leaves the rest out',
    holds: (table) => columnsOf(table.list('storage_descriptor.0.columns')).every((name) => !DIRECT.test(name)),
    where: (table) => `column ${columnsOf(table.list('storage_descriptor.0.columns')).filter((name) => DIRECT.test(name)).join(', ')}`,
  },
  {
    id: 'GLUE_IN_BUCKET',
    types: ['aws_glue_catalog_table'],
    says: "a table's files lie in a bucket, under a prefix of their own",
    repair: 'set storage_descriptor.location to s3://bucket/prefix/',
    holds: (table) => /^s3:\/\/[^/]+\/[^/]+\/(.+\/)?$/.test(table.text('storage_descriptor.0.location') ?? ''),
  },
];

const columnsOf = (columns: readonly unknown[]): string[] => columns.map((column) => String((column as { name?: unknown }).name));
