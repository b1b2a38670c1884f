import type { MapState } from './asl';
import type { MachineOptions } from './machine-options';
import { STEP_ERRORS } from './step-failure';
import { task } from './task';

/** At the quota of running queries (402) a start waits for a slot, up to two hours; nothing was started then. */
const QUOTA = { ErrorEquals: [STEP_ERRORS.queryQuota], IntervalSeconds: 15, MaxAttempts: 120, BackoffRate: 1.5, MaxDelaySeconds: 60 };

/**
 * Every analysis, a few at a time: find or start its query, then wait and look. Waiting is a Wait state's, not a function's.
 * The start may be retried: the function looks for a twin of the same run before it starts one.
 */
export function runAnalyses(next: string, { functionArn, concurrentQueries }: MachineOptions): MapState {
  const arn = functionArn('run-analysis');
  const named = { 'run.$': '$.run', 'partner.$': '$.partner', 'analysis.$': '$.analysis' };
  return {
    Type: 'Map',
    ItemsPath: '$.inputs.analyses',
    ItemSelector: { 'run.$': '$.run', 'partner.$': '$$.Map.Item.Value.partner', 'analysis.$': '$$.Map.Item.Value.analysis' },
    MaxConcurrency: concurrentQueries,
    ItemProcessor: {
      ProcessorConfig: { Mode: 'INLINE' },
      StartAt: 'StartAnalysis',
      States: {
        StartAnalysis: { ...task({ functionArn: arn, parameters: { op: 'start', ...named }, resultPath: '$.query', retry: [QUOTA] }), Next: 'AnalysisEnded' },
        AnalysisEnded: { Type: 'Choice', Choices: [{ Variable: '$.query.ended', BooleanEquals: true, Next: 'AnalysisResult' }], Default: 'WaitForAnalysis' },
        WaitForAnalysis: { Type: 'Wait', SecondsPath: '$.query.waitSeconds', Next: 'PollAnalysis' },
        PollAnalysis: { ...task({ functionArn: arn, parameters: { op: 'poll', ...named, 'query.$': '$.query' }, resultPath: '$.query' }), Next: 'AnalysisEnded' },
        AnalysisResult: { Type: 'Pass', OutputPath: '$.query.result', End: true },
      },
    },
    ResultPath: '$.analyses',
    Next: next,
  };
}
