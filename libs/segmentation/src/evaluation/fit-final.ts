import { concatDatasets } from '../dataset/combine-datasets';
import { rowsDiffer } from '../errors';
import { allFeatures, type FeatureSources } from './judge-request';
import type { Judgement } from './judge-fits';
import type { Learner } from './learner';

/** The model that scores, and what it stands on. */
export interface FinalModel<M> {
  model: M;
  columns: Judgement['scoring'];
  /** Names of the features it was given, in order. */
  features: string[];
  /** In one sentence, for the report. */
  says: string;
}

/**
 * Trains the model that will score, on all labelled rows, test rows included: judging is over, and the latest rows are the best teachers.
 * No figure may be taken from it. It gets the partners' columns unless `judgement` found that they harm.
 */
export function fitFinal<M>(
  sources: FeatureSources,
  labels: Uint8Array,
  learner: Learner<M>,
  seed: number,
  judgement: Pick<Judgement, 'scoring'>,
): FinalModel<M> {
  const { own, events } = sources;
  const data = judgement.scoring === 'enriched' ? allFeatures(sources) : concatDatasets(own, ...(events ? [events] : []));
  if (labels.length !== data.rows) throw rowsDiffer('Labels', labels.length, data.rows);
  return {
    model: learner.train(data, labels, seed),
    columns: judgement.scoring,
    features: data.features.map(({ name }) => name),
    says:
      judgement.scoring === 'enriched'
        ? `Trained on all ${data.rows} labelled rows with the owner's and the partners' columns.`
        : `Trained on all ${data.rows} labelled rows with the owner's columns only, since the partners' did harm.`,
  };
}
