import type { GateVerdict, Judgement } from '@parley/segmentation';
import type { KnownIntake } from './intake-facts';
import type { AnalysisResult, FeatureTable } from './machine/payloads';
import type { CampaignOutcome } from './steps/sum-shards';
import type { SegmentOutput } from './steps/build-audiences';

/** What the steps of a run put out: all that the report draws on. */
export interface RunFacts {
  intake: KnownIntake[];
  analyses: AnalysisResult[];
  features: FeatureTable;
  judgement: Judgement;
  gate: GateVerdict;
  /** Empty where the gate failed. */
  segments: SegmentOutput[];
  activation: CampaignOutcome[];
}
