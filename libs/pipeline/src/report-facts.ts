import type { GateVerdict, Judgement } from '@parley/segmentation';
import type { IntakeResult } from '@parley/intake';
import type { ActivateOutput } from './steps/activate';
import type { SegmentOutput } from './steps/build-audiences';
import type { FeaturesOutput } from './steps/features';
import type { AnalysisOutput } from './steps/run-analysis';

/** What the steps of a run put out: all that the report draws on. */
export interface RunFacts {
  intake: { party: string; table: string; counterpart: string; result: IntakeResult }[];
  analyses: { partner: string; name: string; kind: 'match' | 'insight'; result: AnalysisOutput }[];
  features: FeaturesOutput;
  judgement: Judgement;
  gate: GateVerdict;
  /** Empty where the gate failed. */
  segments: SegmentOutput[];
  activation: ActivateOutput[];
}
