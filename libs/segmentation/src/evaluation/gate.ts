import type { EvaluationPlan } from '@parley/owner-plan';
import type { Judgement } from './judge-fits';

/** `reasons`: what failed; then warnings, each beginning with "Warning:", which do not fail it. */
export interface GateVerdict {
  passed: boolean;
  reasons: string[];
}

/** A feature that does this well alone is hardly ever known before the outcome (activation-and-ml.md 5.2). */
const LEAK_AUC = 0.95;

/**
 * Whether a judged model may score people. It looks at the model that would (`judgement.scoring`) and fails closed: a figure that is
 * not a number fails as a bad one does. Scores are not to be used, and the last good model stays, where `passed` is false.
 */
export function gate(judgement: Judgement, limits: EvaluationPlan['gate']): GateVerdict {
  const card = judgement[judgement.scoring];
  const failures = [
    ...failUnless(card.auc >= limits.minAuc, `AUC ${show(card.auc)} is below the plan's minimum of ${limits.minAuc}.`),
    ...failUnless(card.ece <= limits.maxEce, `Calibration error (ECE) ${show(card.ece)} is above the plan's maximum of ${limits.maxEce}.`),
    ...failUnless(
      judgement.psi <= limits.maxPsi,
      `Drift of the scores (PSI) ${show(judgement.psi)} is above the plan's maximum of ${limits.maxPsi}.`,
    ),
    ...judgement.singleFeatureAuc.flatMap(({ feature, auc }) =>
      failUnless(auc <= LEAK_AUC, `Feature "${feature}" alone reaches AUC ${show(auc)}: a likely leak. Is it known before the outcome?`),
    ),
    ...failUnless(Number.isFinite(judgement.gain.high - judgement.gain.low), 'The interval of what partners add is not a number.'),
  ];
  return { passed: failures.length === 0, reasons: [...failures, ...warnings(judgement)] };
}

function warnings(judgement: Judgement): string[] {
  const card = judgement[judgement.scoring];
  const { logistic } = judgement;
  return [
    // Both AUCs are of the same test rows, so their difference varies less than one alone does.
    ...(logistic.auc - card.auc > card.aucStdErr
      ? [`Warning: logistic regression is clearly better here (AUC ${show(logistic.auc)} against ${show(card.auc)}): the simpler model.`]
      : []),
    ...(judgement.scoring === 'own'
      ? ["Warning: the partners' columns make the model worse; it scores with the owner's columns only."]
      : []),
  ];
}

function failUnless(holds: boolean, reason: string): string[] {
  return holds ? [] : [reason];
}

function show(figure: number): string {
  return Number.isFinite(figure) ? figure.toFixed(3) : 'that is not a number';
}
