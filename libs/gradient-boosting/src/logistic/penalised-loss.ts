import { logLossOf, sigmoid } from '../log-loss';
import type { Block, Design } from './design';

/** A function to minimise: returns its value and writes its gradient. */
export type Objective = (weights: Float64Array, gradient: Float64Array) => number;

/** Mean log loss plus `|w|² / (2 c rows)`, the intercept unpenalised: scikit-learn's objective divided by `c rows`. */
export function penalisedLoss(design: Design, labels: Uint8Array, c: number): Objective {
  const { rows, blocks, weights: count } = design;
  const logOdds = new Float64Array(rows);
  const residuals = new Float64Array(rows);
  const penalty = 1 / (c * rows);
  return (weights, gradient) => {
    logOdds.fill(weights[count - 1]);
    for (const block of blocks) addLogOdds(block, weights, logOdds);
    let residualSum = 0;
    for (let row = 0; row < rows; row++) {
      residuals[row] = (sigmoid(logOdds[row]) - labels[row]) / rows;
      residualSum += residuals[row];
    }
    gradient.fill(0);
    for (const block of blocks) addGradient(block, residuals, gradient);
    let squares = 0;
    for (let i = 0; i < count - 1; i++) {
      gradient[i] += penalty * weights[i];
      squares += weights[i] * weights[i];
    }
    gradient[count - 1] = residualSum;
    return logLossOf(logOdds, labels) + (penalty * squares) / 2;
  };
}

function addLogOdds(block: Block, weights: Float64Array, logOdds: Float64Array): void {
  if (block.kind === 'categorical') return addSlots(block.slots, weights.subarray(block.at), logOdds);
  addScaled(block.values, weights[block.at], logOdds);
  if (block.missing) addScaled(block.missing, weights[block.at + 1], logOdds);
}

function addGradient(block: Block, residuals: Float64Array, gradient: Float64Array): void {
  if (block.kind === 'categorical') return sumBySlot(block.slots, residuals, gradient.subarray(block.at));
  gradient[block.at] = product(block.values, residuals);
  if (block.missing) gradient[block.at + 1] = product(block.missing, residuals);
}

function addSlots(slots: Int32Array, weights: Float64Array, logOdds: Float64Array): void {
  for (let row = 0; row < slots.length; row++) {
    const slot = slots[row];
    if (slot >= 0) logOdds[row] += weights[slot];
  }
}

function sumBySlot(slots: Int32Array, residuals: Float64Array, gradient: Float64Array): void {
  for (let row = 0; row < slots.length; row++) {
    const slot = slots[row];
    if (slot >= 0) gradient[slot] += residuals[row];
  }
}

function addScaled(values: Float64Array, weight: number, logOdds: Float64Array): void {
  for (let row = 0; row < values.length; row++) logOdds[row] += weight * values[row];
}

function product(values: Float64Array, residuals: Float64Array): number {
  let sum = 0;
  for (let row = 0; row < values.length; row++) sum += values[row] * residuals[row];
  return sum;
}
