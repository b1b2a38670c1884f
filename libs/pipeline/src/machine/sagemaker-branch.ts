import { xgboostImage } from '@parley/xgboost';
import type { MapState, States } from './asl';
import type { MachineOptions, SageMakerOptions } from './machine-options';
import type { ModelBranch } from './model-branch';
import { sageMakerJobs } from './sagemaker-jobs';
import { task } from './task';

/**
 * SageMaker's XGBoost: functions write what it reads and read what it wrote, jobs train and score between them. The gate judges the
 * scores of the very engine that then scores everyone.
 */
export function sageMakerBranch({ functionArn }: MachineOptions, options: SageMakerOptions): ModelBranch {
  const table = { 'run.$': '$.run', 'table.$': '$.features' };
  const prepare = { ...table, op: 'prepare', 'execution.$': '$$.Execution.Name' };
  const image = xgboostImage(options.region);
  return {
    start: 'PrepareEvaluation',
    evaluate: (gate) => ({
      PrepareEvaluation: { ...task({ functionArn: functionArn('evaluate-model'), parameters: prepare, resultPath: '$.fits' }), Next: 'EvaluationFits' },
      EvaluationFits: { ...allFits('Evaluation', sageMakerJobs('Evaluation', image, options), options), Next: 'EvaluateModel' },
      EvaluateModel: { ...task({ functionArn: functionArn('evaluate-model'), parameters: { ...table, op: 'judge', 'fits.$': '$.fits' }, resultPath: '$.evaluation' }), Next: gate },
    }),
    startScoring: 'PrepareFinal',
    score: (next) => ({
      PrepareFinal: { ...task({ functionArn: functionArn('train-model'), parameters: { ...prepare, 'judgementUri.$': '$.evaluation.judgementUri' }, resultPath: '$.fits' }), Next: 'FinalFit' },
      FinalFit: { ...allFits('Final', sageMakerJobs('Final', image, options), options), Next: 'Score' },
      Score: { ...task({ functionArn: functionArn('score'), parameters: { ...table, op: 'collect', 'fits.$': '$.fits' }, resultPath: '$.scores' }), Next: next },
    }),
  };
}

/** Every fit of `$.fits`, some at once. */
function allFits(stage: string, jobs: States, { plan }: SageMakerOptions): Omit<MapState, 'Next' | 'End'> {
  return {
    Type: 'Map',
    ItemsPath: '$.fits.fits',
    ItemSelector: { 'run.$': '$.run', 'fit.$': '$$.Map.Item.Value' },
    MaxConcurrency: plan.atOnce,
    ItemProcessor: { ProcessorConfig: { Mode: 'INLINE' }, StartAt: `Train${stage}`, States: jobs },
    ResultPath: null,
  };
}
