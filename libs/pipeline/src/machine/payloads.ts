import { z } from 'zod';

/** The run that every step belongs to. `now` is the moment the run decides by: quiet hours, caps, dates of messages. */
export const runPayload = z.object({
  id: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9-]{0,62}$/, 'letters, digits and -, at most 63'),
  seed: z.int(),
  now: z.iso.datetime({ offset: true }),
});

/** What a partner's function announces, with the account that AWS says it came from. */
export const announcement = z.object({
  account: z.string().regex(/^\d{12}$/),
  party: z.string(),
  table: z.string(),
  rows: z.int().min(0),
  quarantined: z.int().min(0),
  version: z.string(),
});

/**
 * What starts the machine: a schedule, a partner's announcement, or a rehearsal. The run id names the run for good: the same id
 * again goes on with it, so a rule derives it from the id of its event.
 */
export const machineInput = z.object({
  runId: runPayload.shape.id,
  seed: runPayload.shape.seed,
  now: runPayload.shape.now,
  announced: announcement.optional(),
  /** Rehearsals only: the people are made up. */
  syntheticPeople: z.boolean().default(false),
  /** Rehearsals only: the partner whose real file meets a made-up owner. */
  rehearsedAs: z.string().optional(),
});

/** `tablesUri` holds what is known of every party's table; `analyses` are to be run. */
export const checkedInputs = z.object({ tablesUri: z.string(), analyses: z.array(z.object({ partner: z.string(), analysis: z.string() })) });

/** What a query released, by URI. */
export const analysisResult = z.object({ partner: z.string(), analysis: z.string(), queryId: z.string(), status: z.string(), resultUri: z.string(), seconds: z.number() });

/** A query under way, or ended. `startedAt` is an ISO time. */
export const queryState = z.object({
  ended: z.boolean(),
  queryId: z.string(),
  startedAt: z.iso.datetime({ offset: true }),
  waitSeconds: z.int().min(1),
  result: analysisResult.optional(),
});

export const featureTable = z.object({
  featuresUri: z.string(),
  eventColumns: z.array(z.string()),
  rows: z.int(),
  matched: z.array(z.object({ partner: z.string(), byAnalysis: z.array(z.int()) })),
});

export const evaluation = z.object({ judgementUri: z.string(), gate: z.object({ passed: z.boolean(), reasons: z.array(z.string()) }) });

export const fittedModel = z.object({ modelUri: z.string(), features: z.array(z.string()), says: z.string() });

/**
 * Models that SageMaker is to train, as they lie in the run's bucket. Below `folder`: `train/` and `score/` with a CSV each, `model/` and
 * `scored/` for what the jobs write.
 */
export const preparedFits = z.object({
  encoder: z.object({ uri: z.string(), digest: z.string() }),
  fits: z.array(z.object({ name: z.string(), folder: z.string(), rows: z.int(), hyperParameters: z.record(z.string(), z.string()) })),
});

export const scores = z.object({ uri: z.string(), rows: z.int() });

/** `segmentsUri` holds the segments with their waterfalls; here only what a person wants to see in the console. */
export const segments = z.object({ segmentsUri: z.string(), sizes: z.record(z.string(), z.int()) });

/** People by campaign and channel. */
export const wouldSend = z.array(z.object({ campaign: z.string(), channel: z.string(), people: z.int() }));

/** Each campaign with its shards by number; who is in a shard lies in the run's bucket. */
export const activationPlan = z.object({
  campaigns: z.array(z.object({ campaign: z.string(), audience: z.int(), audienceSha256: z.string(), shards: z.array(z.int().min(0)) })),
  needsApproval: z.boolean(),
  /** For the person who is asked: how many people each campaign selects; the send gate holds some of them back. */
  wouldSend,
});

export const approval = z.object({ given: z.object({ by: z.string().min(1), at: z.iso.datetime({ offset: true }) }).nullable() });

/** `campaignsUri` holds what became of each campaign, summed over its shards. `sha256` is the receipt's; null while all wait for approval. `deadLetters` wait, of whichever run. */
export const receiptResult = z.object({ campaignsUri: z.string(), sha256: z.string().nullable(), deadLetters: z.int() });

export type MachineInput = z.input<typeof machineInput>;
export type RunPayload = z.infer<typeof runPayload>;
export type CheckedInputs = z.infer<typeof checkedInputs>;
export type AnalysisResult = z.infer<typeof analysisResult>;
export type QueryState = z.infer<typeof queryState>;
export type FeatureTable = z.infer<typeof featureTable>;
export type Evaluation = z.infer<typeof evaluation>;
export type FittedModel = z.infer<typeof fittedModel>;
export type PreparedFits = z.infer<typeof preparedFits>;
/** The same, with the name of each one's jobs. */
export type FitJobs = Omit<PreparedFits, 'fits'> & { fits: (PreparedFits['fits'][number] & { jobName: string })[] };
export type Scores = z.infer<typeof scores>;
export type SegmentsBuilt = z.infer<typeof segments>;
export type ActivationPlan = z.infer<typeof activationPlan>;
export type ApprovalRecord = z.infer<typeof approval>;
export type ReceiptResult = z.infer<typeof receiptResult>;
