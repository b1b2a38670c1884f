import { boosterLearner, gate, type GateVerdict, type Judgement, judgeModel, logisticLearner } from '@parley/segmentation';
import { readModelData } from '../model-data';
import type { Ports, Run } from '../ports';

export interface JudgeInput {
  featuresUri: string;
  eventColumns: readonly string[];
}

/** Trains candidates on the training part and judges them on rows they have not seen. */
export async function evaluate({ featuresUri, eventColumns }: JudgeInput, run: Run, ports: Ports): Promise<Judgement> {
  const { labels, sources, split, orderColumn } = await readModelData(featuresUri, eventColumns, run, ports);
  return judgeModel({
    sources,
    labels,
    split,
    learner: boosterLearner(ports.plan.model.booster),
    baseline: logisticLearner,
    seed: run.seed,
    ...(orderColumn === undefined ? {} : { orderColumn }),
    onTrained: (done, total) => ports.watcher.trained?.(done, total),
  });
}

/** Holds the judgement against the plan's limits. It fails closed. */
export async function passGate(judgement: Judgement, { plan }: Ports): Promise<GateVerdict> {
  return gate(judgement, plan.evaluation.gate);
}
