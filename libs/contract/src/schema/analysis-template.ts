// Follows CreateAnalysisTemplate of the AWS Clean Rooms API, model 2022-02-17.
import { z } from 'zod';

const UUID = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}';

/** The ARN of an analysis template; its groups are the region and the account that created it. */
export const TEMPLATE_ARN = new RegExp(`^arn:aws[a-z-]*:cleanrooms:([a-z0-9-]+):(\\d{12}):membership/${UUID}/analysistemplate/${UUID}$`);

/** Not all of them mean the same in Spark and in DuckDB: the judge refuses those that don't. */
export const PARAMETER_TYPES = [
  'SMALLINT', 'INTEGER', 'BIGINT', 'DECIMAL', 'REAL', 'DOUBLE_PRECISION', 'BOOLEAN', 'CHAR', 'VARCHAR', 'DATE', 'TIMESTAMP', 'TIMESTAMPTZ',
  'TIME', 'TIMETZ', 'VARBYTE', 'BINARY', 'BYTE', 'CHARACTER', 'DOUBLE', 'FLOAT', 'INT', 'LONG', 'NUMERIC', 'SHORT', 'STRING', 'TIMESTAMP_LTZ',
  'TIMESTAMP_NTZ', 'TINYINT',
] as const;

const parameterName = z.string().regex(/^[0-9a-zA-Z_]+$/, 'letters, digits and _').max(100);
const parameterValue = z.string().max(1000);

export const analysisParameterSchema = z.strictObject({
  name: parameterName.describe('Stands as :name in the SQL, wherever a literal may stand.'),
  type: z.enum(PARAMETER_TYPES),
  defaultValue: parameterValue.optional(),
});

/** An analysis that runs as an analysis template, for tables whose CUSTOM rule lists the template's ARN. */
export const analysisTemplateSchema = z.strictObject({
  arn: z
    .string()
    .regex(TEMPLATE_ARN, 'arn:aws:cleanrooms:REGION:ACCOUNT:membership/ID/analysistemplate/ID')
    .describe('What CreateAnalysisTemplate gave; the account is that of the member that created it.'),
  analysisParameters: z.array(analysisParameterSchema).max(50).default([]).describe('As the template declares them.'),
  parameters: z.record(parameterName, parameterValue).default({}).describe('Values of this analysis; they win over the defaults.'),
});

export type AnalysisTemplateFile = z.infer<typeof analysisTemplateSchema>;
