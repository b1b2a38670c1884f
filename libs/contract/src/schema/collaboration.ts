import { z } from 'zod';
import { analysisTemplateSchema } from './analysis-template';
import { REGIONS } from './regions';
import { relativePath } from './relative-path';

export const analysisSchema = z.strictObject({
  name: z.string().regex(/^[a-z][a-z0-9-]*$/, 'lower case letters, digits and -').max(60),
  kind: z
    .enum(['match', 'insight'])
    .describe("match returns rows keyed by the owner's key and feeds the model; insight returns groups for the report."),
  sql: relativePath.describe("SQL file, relative to the owner's folder. Of a template: its text, parameters as :name."),
  analysisTemplate: analysisTemplateSchema.optional().describe('Runs the SQL as an analysis template, where a table permits no other.'),
});

export const partnerTermsSchema = z.strictObject({
  description: z.string().min(1).max(255),
  analyses: z.array(analysisSchema).min(1),
});

/** `owner/collaboration.yaml`: one collaboration for each owner-partner pair. */
export const collaborationSchema = z.strictObject({
  region: z.enum(REGIONS),
  payer: z.enum(['owner', 'partner']).default('owner').describe('Who pays for the queries.'),
  queryLog: z.enum(['ENABLED', 'DISABLED']).default('ENABLED'),
  identifierHash: z
    .enum(['HMAC_SHA_256', 'SHA_256'])
    .default('HMAC_SHA_256')
    .describe("HMAC under a key of the pair; plain SHA-256 only for partners that can't."),
  partners: z.record(z.string(), partnerTermsSchema).describe("Keyed by the partner's folder name."),
});

export type CollaborationFile = z.infer<typeof collaborationSchema>;
export type AnalysisFile = z.infer<typeof analysisSchema>;
export type PartnerTerms = z.infer<typeof partnerTermsSchema>;
