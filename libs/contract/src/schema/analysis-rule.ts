// Follows the AWS Clean Rooms API, model 2022-02-17: a rule can be pasted from the AWS documentation.
import { z } from 'zod';

const columnName = z.string().regex(/^[a-z0-9_](([a-z0-9_ ]+-)*([a-z0-9_ ]+))?$/, 'column names are lower case: a-z, 0-9, _').max(127);
const joinOperators = z.array(z.enum(['AND', 'OR'])).max(2);
const additionalAnalyses = z.enum(['ALLOWED', 'REQUIRED', 'NOT_ALLOWED']);

export const AGGREGATE_FUNCTIONS = ['SUM', 'SUM_DISTINCT', 'COUNT', 'COUNT_DISTINCT', 'AVG'] as const;

export const SCALAR_FUNCTIONS = [
  'ABS', 'CAST', 'CEILING', 'COALESCE', 'CONVERT', 'CURRENT_DATE', 'DATEADD', 'EXTRACT', 'FLOOR', 'GETDATE', 'LN', 'LOG',
  'LOWER', 'ROUND', 'RTRIM', 'SQRT', 'SUBSTRING', 'TO_CHAR', 'TO_DATE', 'TO_NUMBER', 'TO_TIMESTAMP', 'TRIM', 'TRUNC', 'UPPER',
] as const;

export const aggregationRuleSchema = z.strictObject({
  aggregateColumns: z
    .array(z.strictObject({ columnNames: z.array(columnName).min(1), function: z.enum(AGGREGATE_FUNCTIONS) }))
    .min(1),
  joinColumns: z.array(columnName),
  joinRequired: z.literal('QUERY_RUNNER').optional(),
  allowedJoinOperators: joinOperators.optional(),
  dimensionColumns: z.array(columnName),
  scalarFunctions: z.array(z.enum(SCALAR_FUNCTIONS)),
  outputConstraints: z
    .array(
      z.strictObject({
        columnName,
        minimum: z.int().min(2).max(100_000),
        type: z.literal('COUNT_DISTINCT'),
      }),
    )
    .min(1),
  additionalAnalyses: additionalAnalyses.optional(),
});

export const listRuleSchema = z.strictObject({
  joinColumns: z.array(columnName).min(1),
  allowedJoinOperators: joinOperators.optional(),
  listColumns: z.array(columnName),
  additionalAnalyses: additionalAnalyses.optional(),
});

const identityCount = z.int().min(2).max(100_000);

/** Controls of 2026, absent from the model 2022-02-17 (User Guide, custom-min-agg-thresholds). */
export const aggregationThresholdsSchema = z.array(
  z.strictObject({
    identityColumns: z.array(columnName).length(1),
    minimumIdentityCount: identityCount,
    type: z.literal('COUNT_DISTINCT'),
    // The newer model requires it, the guide gives COLUMNS_ONLY as its default.
    allowedAggregateExpressionType: z.enum(['COLUMNS_ONLY', 'ANY_EXPRESSION']).optional(),
    outputColumnThresholds: z
      .array(z.strictObject({ outputColumnName: z.string().min(1).max(128), minimumIdentityCount: z.union([z.literal(0), identityCount]) }))
      .optional(),
  }),
);

/** Absent lists restrict nothing, empty ones permit nothing (User Guide, custom-comparison-controls). */
export const comparisonControlsSchema = z.strictObject({
  allowedLiteralComparisonColumns: z.array(columnName).optional(),
  allowedColumnComparisonColumns: z.array(columnName).optional(),
});

export const customRuleSchema = z.strictObject({
  allowedAnalyses: z.array(z.string().max(200)),
  allowedAnalysisProviders: z.array(z.string().regex(/^\d{12}$/)).optional(),
  additionalAnalyses: additionalAnalyses.optional(),
  disallowedOutputColumns: z.array(columnName).optional(),
  aggregationThresholds: aggregationThresholdsSchema.optional(),
  comparisonControls: comparisonControlsSchema.optional(),
});

/** The body of CreateConfiguredTableAnalysisRule. */
export const analysisRuleSchema = z.discriminatedUnion('analysisRuleType', [
  z.strictObject({
    analysisRuleType: z.literal('AGGREGATION'),
    analysisRulePolicy: z.strictObject({ v1: z.strictObject({ aggregation: aggregationRuleSchema }) }),
  }),
  z.strictObject({
    analysisRuleType: z.literal('LIST'),
    analysisRulePolicy: z.strictObject({ v1: z.strictObject({ list: listRuleSchema }) }),
  }),
  z.strictObject({
    analysisRuleType: z.literal('CUSTOM'),
    analysisRulePolicy: z.strictObject({ v1: z.strictObject({ custom: customRuleSchema }) }),
  }),
]);

/** The association's own rule: who may receive what a query over this table returns. */
export const collaborationRuleSchema = z.strictObject({
  allowedResultReceivers: z.array(z.string().regex(/^\d{12}$/)),
  allowedAdditionalAnalyses: z.array(z.string()).max(25).optional(),
});

export type AggregationRule = z.infer<typeof aggregationRuleSchema>;
export type ListRule = z.infer<typeof listRuleSchema>;
export type AggregationThreshold = z.infer<typeof aggregationThresholdsSchema>[number];
export type ComparisonControls = z.infer<typeof comparisonControlsSchema>;
export type CustomRule = z.infer<typeof customRuleSchema>;
export type AnalysisRule = z.infer<typeof analysisRuleSchema>;
export type CollaborationRule = z.infer<typeof collaborationRuleSchema>;
