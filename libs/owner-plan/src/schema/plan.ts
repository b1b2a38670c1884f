import { relativePath } from '@parley/contract';
import { z } from 'zod';
import { campaignSchema, CHANNELS } from './campaign';
import { collectorSchema, inboxSchema } from './edge';
import { name } from './name';
import { outcomeSchema } from './outcome';

const share = z.number().gt(0).lt(1);
const clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time of day such as 21:00; quote it');

const labelSchema = z.strictObject({
  table: z.string(),
  column: z.string(),
  positive: z.string().describe('The text that means yes.'),
});

const eventFeaturesSchema = z.strictObject({
  table: z.string(),
  asOf: z.iso.datetime({ offset: true, error: "a moment such as '2026-07-01T00:00:00Z'" }),
  windowDays: z.int().min(1).max(730),
  types: z.array(z.string()).min(1).max(50),
});

const featuresSchema = z.strictObject({
  own: z.array(z.string()).min(1).describe("Columns of the label's table."),
  partners: z
    .record(z.string(), z.array(z.string()).min(1))
    .default({})
    .describe("Columns each partner's match analyses return, by partner folder."),
  events: eventFeaturesSchema.optional().describe('Counts of events by type in a window that ends at asOf, and days since the last one.'),
});

const boosterSchema = z.strictObject({
  trees: z.int().min(1).max(5000).default(200),
  learningRate: z.number().gt(0).max(1).default(0.05),
  leaves: z.int().min(2).max(255).default(15),
  minRowsInLeaf: z.int().min(1).default(50),
  bins: z.int().min(2).max(255).default(255),
});

/** What trains the model that scores. `booster`: ours, in the pipeline's own process. `sagemaker`: XGBoost as a SageMaker algorithm, for more rows than that process takes. */
const engineSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('booster') }),
  z.strictObject({
    kind: z.literal('sagemaker'),
    instanceType: z.string().regex(/^ml\.[a-z0-9]+\.[a-z0-9]+$/, 'an instance type such as ml.m5.xlarge').default('ml.m5.xlarge'),
    volumeGb: z.int().min(1).max(16_384).default(30).describe('Disk of the training instance, in GB.'),
    maxSeconds: z.int().min(60).max(86_400).default(3600).describe('Longest that one training may take.'),
    atOnce: z.int().min(1).max(20).default(2).describe("Models trained at once; keep it within the account's quota of instances."),
  }),
]);

const evaluationSchema = z.strictObject({
  /** `time` holds out the latest rows, `random` a random share. `order` is a column, or `row` for files in order of time. */
  split: z
    .discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('random'), testShare: share.default(0.25) }),
      z.strictObject({ kind: z.literal('time'), order: z.string(), testShare: share.default(0.25) }),
    ])
    .default({ kind: 'random', testShare: 0.25 }),
  gate: z
    .strictObject({
      minAuc: z.number().min(0.5).max(1).default(0.6),
      maxEce: z.number().gt(0).max(1).default(0.1),
      maxPsi: z.number().gt(0).default(0.25),
    })
    .default({ minAuc: 0.6, maxEce: 0.1, maxPsi: 0.25 }),
});

const segmentSchema = z.discriminatedUnion('kind', [
  z.strictObject({ name, kind: z.literal('top-share'), share }),
  z.strictObject({ name, kind: z.literal('threshold'), minScore: share }),
  z.strictObject({ name, kind: z.literal('decile'), deciles: z.array(z.int().min(1).max(10)).min(1) }),
]);

/** Where a contact's consent or zone comes from: a column, or made up by seed for data that has none (and said so). */
const consentSchema = z.union([
  z.strictObject({
    column: z.string(),
    channels: z.array(z.enum(CHANNELS)).min(1).default(['email']).describe('The channels that the column speaks of.'),
  }),
  z.strictObject({ madeUp: z.strictObject({ grantedShare: share }) }),
]);
const zoneSchema = z.union([
  z.strictObject({ column: z.string() }),
  z.strictObject({ madeUp: z.strictObject({ zones: z.array(z.string()).min(1) }) }),
]);

const contactsSchema = z.strictObject({
  table: z.string(),
  consent: consentSchema,
  zone: zoneSchema,
  suppression: relativePath
    .optional()
    .describe('CSV below the data folder, never send to these: one column email, or the columns channel and address.'),
  consents: z
    .strictObject({
      file: relativePath.describe('CSV below the data folder: customer_id, purpose, channel, granted, at, source, and expires where it ends.'),
      validUntil: z.iso.date({ error: "a day such as '2027-06-30'" }).optional().describe('After this day the file is refused as too old.'),
    })
    .optional()
    .describe("What people said by purpose and channel; the latest counts, and more than the table's column."),
});

const capSchema = z.strictObject({ messages: z.int().min(1), days: z.int().min(1).max(90) });

/** `owner/plan.yaml`: the owner's alone. */
export const planSchema = z.strictObject({
  model: z.strictObject({
    name,
    label: labelSchema,
    features: featuresSchema,
    engine: engineSchema.default({ kind: 'booster' }),
    booster: boosterSchema.prefault({}).describe('How trees are grown; either engine keeps to it.'),
  }),
  evaluation: evaluationSchema.prefault({}),
  segments: z.array(segmentSchema).min(1),
  holdout: z.strictObject({ share: share.default(0.1), salt: z.string().min(4) }),
  contacts: contactsSchema,
  campaigns: z.array(campaignSchema).default([]),
  outcome: outcomeSchema.optional().describe('What the campaigns are for: `parley report --incrementality` measures it against the holdout.'),
  sendGate: z.strictObject({
    quietHours: z
      .strictObject({ from: clock, to: clock })
      .describe("In the recipient's own zone; a message that falls in them is deferred, not lost."),
    cap: capSchema.describe('Over all channels and campaigns; the window rolls.'),
    moreCaps: z.array(capSchema).max(3).default([]).describe('Further windows; all hold at once.'),
  }),
  approval: z.strictObject({ required: z.boolean().default(true), volumeLimit: z.int().min(1).default(10_000) }).prefault({}),
  operations: z.strictObject({ monthlyBudgetUsd: z.number().positive().default(200).describe('US dollars a month, beyond which the bill alarms.') }).prefault({}),
  collector: collectorSchema.prefault({}),
  inbox: inboxSchema.optional().describe('Needed where a campaign shows messages inside the app.'),
  schedule: z.string().regex(/^(?:cron|rate)\(.+\)$/, 'cron(…) or rate(…), as EventBridge Scheduler has it').optional(),
});

export type Plan = z.infer<typeof planSchema>;
export type BoosterPlan = z.infer<typeof boosterSchema>;
export type EnginePlan = z.infer<typeof engineSchema>;
export type SageMakerPlan = Extract<EnginePlan, { kind: 'sagemaker' }>;
export type EvaluationPlan = z.infer<typeof evaluationSchema>;
export type SegmentPlan = z.infer<typeof segmentSchema>;
export type ContactsPlan = z.infer<typeof contactsSchema>;
export type SendGatePlan = Plan['sendGate'];
