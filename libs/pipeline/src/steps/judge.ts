import { boosterLearner, checkBoosterLimit, gate, type GateVerdict, type Judgement, judgeModel, logisticLearner, planFits } from '@parley/segmentation';
import { engineNotHere } from '../errors';
import { readModelData } from '../model-data';
import type { Ports, Run } from '../ports';

export interface JudgeInput {
  featuresUri: string;
  eventColumns: readonly string[];
}

/**
 * Trains candidates on the training part and judges them on rows they have not seen.
 *
 * @throws inputError ENGINE_NOT_HERE where the plan asks for SageMaker: what is judged has to be what scores; SEGMENTATION_TOO_MUCH_FOR_BOOSTER.
 */
export async function evaluate({ featuresUri, eventColumns }: JudgeInput, run: Run, ports: Ports): Promise<Judgement> {
  if (ports.plan.model.engine.kind !== 'booster') throw engineNotHere(ports.plan.model.engine.kind, 'the booster');
  const { labels, sources, split, orderColumn } = await readModelData(featuresUri, eventColumns, run, ports);
  const { booster } = ports.plan.model;
  const question = { sources, labels, split, seed: run.seed, ...(orderColumn === undefined ? {} : { orderColumn }) };
  checkBoosterLimit(planFits(question), booster.trees);
  return judgeModel({ ...question, learner: boosterLearner(booster), baseline: logisticLearner, onTrained: (done, total) => ports.watcher.trained?.(done, total) });
}

/** Holds the judgement against the plan's limits. It fails closed. */
export async function passGate(judgement: Judgement, { plan }: Ports): Promise<GateVerdict> {
  return gate(judgement, plan.evaluation.gate);
}
