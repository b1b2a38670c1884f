import { judgeFits, type Judgement } from './judge-fits';
import { allFeatures, type JudgeRequest } from './judge-request';
import { planFits } from './plan-fits';
import { type FitResult, runFit } from './run-fit';

/**
 * Judges a model on the test part of a split, with a learner of this process: `planFits`, each fit run, `judgeFits`.
 *
 * Same request, same judgement.
 *
 * @throws inputError where a part has fewer than 10 rows of a label, two features have one name, or the order column is a feature.
 */
export function judgeModel<M, B>(request: JudgeRequest<M, B>): Judgement {
  const { sources, labels, learner, baseline, seed, onTrained } = request;
  const data = allFeatures(sources);
  const fits = planFits(request);
  const results = new Map<string, FitResult>();
  for (const fit of fits) {
    results.set(fit.name, runFit(fit, data, labels, learner, seed));
    onTrained?.(results.size, fits.length + 1);
  }
  const judgement = judgeFits(request, results, baseline);
  onTrained?.(fits.length + 1, fits.length + 1);
  return judgement;
}
