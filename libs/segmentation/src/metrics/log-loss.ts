import { checkScored } from './check-scored';

/** Keeps the logarithm finite where a model is certain and wrong. */
const CLIP = 1e-15;

/** Mean of -ln(probability given to what happened). Scores are probabilities; 0 and 1 are clipped at 1e-15. */
export function logLoss(scores: Float64Array, labels: Uint8Array): number {
  checkScored(scores, labels);
  const total = scores.reduce((sum, score, row) => {
    const given = labels[row] === 1 ? score : 1 - score;
    return sum - Math.log(Math.min(1 - CLIP, Math.max(CLIP, given)));
  }, 0);
  return total / scores.length;
}
