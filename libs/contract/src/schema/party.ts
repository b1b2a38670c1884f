import { z } from 'zod';
import { accessBudgetSchema } from './access-budget';
import { analysisRuleSchema, collaborationRuleSchema } from './analysis-rule';
import { existingTableSchema } from './existing-table';
import { relativePath } from './relative-path';

export const accountId = z.string().regex(/^\d{12}$/, 'an AWS account id has 12 digits; quote it');
/** A table's name is its relation name in SQL. */
const tableName = z.string().regex(/^[a-z][a-z0-9_]*$/, 'lower case letters, digits and _, starting with a letter').max(40);
const columnName = z.string().regex(/^[a-z_][a-z0-9_]*$/, 'lower case letters, digits and _').max(127);

/** Glue type names. */
export const COLUMN_TYPES = ['string', 'boolean', 'int', 'bigint', 'double', 'date', 'timestamp'] as const;

/**
 * What a column is besides data. `email` and `phone` are direct identifiers: normalising replaces them by
 * `hashed_email` and `hashed_phone`, and the raw value never enters the clean room.
 */
export const COLUMN_ROLES = ['key', 'email', 'phone', 'label', 'time', 'consent', 'zone', 'first-name', 'push-token', 'push-service'] as const;

/** When a column's value is known: `always`, at the moment of `prediction`, or only with the `outcome`. */
export const KNOWN_AT = ['always', 'prediction', 'outcome'] as const;

export const columnSchema = z.strictObject({
  name: columnName,
  from: z.string().min(1).optional().describe("The column's header in the source file, where it differs."),
  type: z.enum(COLUMN_TYPES).describe('A Glue type.'),
  role: z
    .enum(COLUMN_ROLES)
    .optional()
    .describe('What the column is besides data. email and phone are hashed before anything leaves the account.'),
  knownAt: z.enum(KNOWN_AT).default('prediction').describe('When the value is known. What comes with the outcome is never a feature.'),
  proxyFor: z.literal('date').optional().describe('The column says when, not who: no feature may be the date in disguise.'),
  description: z.string().optional(),
});

export const sourceSchema = z.strictObject({
  file: relativePath.describe('Path below the data folder; .gz is read as it is.'),
  format: z
    .enum(['csv', 'pinpoint-events'])
    .default('csv')
    .describe('pinpoint-events: the file is for rehearsals; deployed, features count the events that the collector stored.'),
  types: z.array(z.string().min(1).max(50)).min(1).optional().describe('Of pinpoint-events: the types of event that the file may hold.'),
});

export const tableSchema = z.strictObject({
  description: z.string().optional(),
  source: sourceSchema,
  columns: z.array(columnSchema).min(1),
  allowedColumns: z
    .array(columnName)
    .min(1)
    .optional()
    .describe('All that exists of the table in the clean room; absent: the table never enters one. No raw identifiers.'),
  analysisRule: analysisRuleSchema.optional().describe('The body of CreateConfiguredTableAnalysisRule, as AWS documents it.'),
  collaborationAnalysisRule: collaborationRuleSchema.optional().describe('Who may receive what a query over this table returns.'),
  existing: existingTableSchema
    .optional()
    .describe('Where the party keeps the table, prepared by itself, with hashed_email and hashed_phone; absent: Parley normalises uploads.'),
  accessBudget: accessBudgetSchema.optional().describe('How many queries may use the table; absent: any number.'),
});

export const partyHeadSchema = z.strictObject({
  name: z.string().min(1).max(100),
  account: accountId,
  country: z
    .string()
    .regex(/^[A-Z]{2}$/, 'two capital letters, such as US')
    .default('US')
    .describe('ISO 3166-1 alpha-2: reads a phone number that has no +.'),
  retentionDays: z.int().min(1).max(3650).default(365).describe('How long the prepared data is kept.'),
  alertEmail: z.email('an address such as data@shop.example.com').optional().describe('Where alarms go, once deployed: a mailbox of the team.'),
});

/** `<party>/party.yaml`, owned by that party. */
export const partySchema = z.strictObject({
  party: partyHeadSchema,
  tables: z.record(tableName, tableSchema),
});

export type PartyFile = z.infer<typeof partySchema>;
export type PartyHead = z.infer<typeof partyHeadSchema>;
export type ColumnSpec = z.infer<typeof columnSchema>;
export type TableFile = z.infer<typeof tableSchema>;
export type ColumnType = (typeof COLUMN_TYPES)[number];
