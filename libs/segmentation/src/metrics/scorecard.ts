import { auc, aucStdErr } from './auc';
import { averagePrecision } from './average-precision';
import { ece } from './calibration';
import { liftAt } from './capture';
import { countClasses } from './check-scored';
import { logLoss } from './log-loss';

/** How well scores told the positives of these rows. `aucStdErr` is for one AUC alone; to compare two models use `pairedAuc`. */
export interface Scorecard {
  auc: number;
  aucStdErr: number;
  logLoss: number;
  averagePrecision: number;
  liftAt10: number;
  ece: number;
}

/**
 * All figures of one scoring. Scores are probabilities, labels 0 or 1, row by row.
 *
 * @throws inputError `SEGMENTATION_ONE_CLASS`; fault `SEGMENTATION_SCORE_NOT_A_NUMBER`.
 */
export function scorecard(scores: Float64Array, labels: Uint8Array): Scorecard {
  const area = auc(scores, labels);
  const { positives, negatives } = countClasses(labels);
  return {
    auc: area,
    aucStdErr: aucStdErr(area, positives, negatives),
    logLoss: logLoss(scores, labels),
    averagePrecision: averagePrecision(scores, labels),
    liftAt10: liftAt(scores, labels, 0.1),
    ece: ece(scores, labels),
  };
}
