/** Probability of log-odds. */
export const sigmoid = (logOdds: number): number => 1 / (1 + Math.exp(-logOdds));

/** Mean of -log p(label), from log-odds, without overflow. */
export function logLossOf(logOdds: Float64Array, labels: Uint8Array): number {
  let sum = 0;
  for (let row = 0; row < labels.length; row++) {
    const towards = labels[row] === 1 ? logOdds[row] : -logOdds[row];
    sum += Math.log1p(Math.exp(-Math.abs(towards))) + Math.max(-towards, 0);
  }
  return sum / labels.length;
}
