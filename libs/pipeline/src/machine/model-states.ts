import type { MachineOptions } from './machine-options';
import type { ModelBranch } from './model-branch';
import { sageMakerBranch } from './sagemaker-branch';
import { task } from './task';

/** The branch of the engine that the options ask for. */
export const modelBranch = (options: MachineOptions): ModelBranch => (options.engine === 'booster' ? boosterBranch(options) : sageMakerBranch(options, options.engine));

/** Our booster: three functions, each with the whole table in memory. */
function boosterBranch({ functionArn }: MachineOptions): ModelBranch {
  const table = { 'run.$': '$.run', 'table.$': '$.features' };
  const parameters = { ...table, 'judgementUri.$': '$.evaluation.judgementUri' };
  return {
    start: 'EvaluateModel',
    evaluate: (gate) => ({
      EvaluateModel: { ...task({ functionArn: functionArn('evaluate-model'), parameters: table, resultPath: '$.evaluation' }), Next: gate },
    }),
    startScoring: 'TrainModel',
    score: (next) => ({
      TrainModel: { ...task({ functionArn: functionArn('train-model'), parameters, resultPath: '$.model' }), Next: 'Score' },
      Score: { ...task({ functionArn: functionArn('score'), parameters: { ...table, 'model.$': '$.model' }, resultPath: '$.scores' }), Next: next },
    }),
  };
}
