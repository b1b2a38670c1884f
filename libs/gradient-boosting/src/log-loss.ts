// Looked up once: these run for every row of every round, and a sandbox such as Jest's makes each look-up dear.
const { abs, exp, log1p, max } = Math;

/** Probability of log-odds. */
export const sigmoid = (logOdds: number): number => 1 / (1 + exp(-logOdds));

/** Mean of -log p(label), from log-odds, without overflow. */
export function logLossOf(logOdds: Float64Array, labels: Uint8Array): number {
  let sum = 0;
  for (let row = 0; row < labels.length; row++) {
    const towards = labels[row] === 1 ? logOdds[row] : -logOdds[row];
    sum += log1p(exp(-abs(towards))) + max(-towards, 0);
  }
  return sum / labels.length;
}
