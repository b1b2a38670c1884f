import type { Objective } from './penalised-loss';

/** Pairs of steps and gradient changes remembered. */
const MEMORY = 10;
const MAX_HALVINGS = 40;
/** Share of the promised fall that a step must deliver (Armijo). */
const SUFFICIENT = 1e-4;

interface Minimum {
  weights: Float64Array;
  iterations: number;
  converged: boolean;
}

interface Pair {
  step: Float64Array;
  change: Float64Array;
  curvature: number;
}

/**
 * Minimises a smooth convex function with L-BFGS (Nocedal and Wright, Algorithm 7.5) from zero, halving steps that do
 * not fall enough. Converged when no gradient entry is above `tolerance`, or when rounding allows no further fall.
 */
export function minimise(objective: Objective, size: number, tolerance: number, maxIterations: number): Minimum {
  let weights = new Float64Array(size);
  let gradient = new Float64Array(size);
  let value = objective(weights, gradient);
  const memory: Pair[] = [];
  for (let iteration = 0; iteration < maxIterations; iteration++) {
    if (largest(gradient) <= tolerance) return { weights, iterations: iteration, converged: true };
    const direction = descend(gradient, memory);
    const found = searchLine(objective, weights, value, gradient, direction);
    if (!found) return { weights, iterations: iteration, converged: true };
    remember(memory, difference(found.weights, weights), difference(found.gradient, gradient));
    ({ weights, gradient, value } = found);
  }
  return { weights, iterations: maxIterations, converged: largest(gradient) <= tolerance };
}

/** The two-loop recursion: the gradient times an estimate of the inverse hessian, downhill. */
function descend(gradient: Float64Array, memory: readonly Pair[]): Float64Array {
  const direction = gradient.map((entry) => -entry);
  const shares: number[] = [];
  for (let i = memory.length - 1; i >= 0; i--) {
    const { step, change, curvature } = memory[i];
    shares[i] = dot(step, direction) / curvature;
    addScaled(direction, change, -shares[i]);
  }
  const last = memory.at(-1);
  const scale = last ? last.curvature / dot(last.change, last.change) : 1;
  for (let i = 0; i < direction.length; i++) direction[i] *= scale;
  memory.forEach(({ step, change, curvature }, i) => addScaled(direction, step, shares[i] - dot(change, direction) / curvature));
  return direction;
}

function searchLine(objective: Objective, weights: Float64Array, value: number, gradient: Float64Array, direction: Float64Array) {
  const slope = dot(gradient, direction);
  let length = 1;
  for (let halving = 0; halving < MAX_HALVINGS; halving++, length /= 2) {
    const tried = weights.map((weight, i) => weight + length * direction[i]);
    const newGradient = new Float64Array(weights.length);
    const newValue = objective(tried, newGradient);
    if (newValue < value && newValue <= value + SUFFICIENT * length * slope) return { weights: tried, gradient: newGradient, value: newValue };
  }
  return undefined;
}

/** Keeps a pair only where the function curved upwards, so that the estimate stays positive definite. */
function remember(memory: Pair[], step: Float64Array, change: Float64Array): void {
  const curvature = dot(step, change);
  if (curvature <= 1e-14 * dot(change, change)) return;
  memory.push({ step, change, curvature });
  if (memory.length > MEMORY) memory.shift();
}

const largest = (vector: Float64Array): number => vector.reduce((most, entry) => Math.max(most, Math.abs(entry)), 0);

const difference = (a: Float64Array, b: Float64Array): Float64Array => a.map((entry, i) => entry - b[i]);

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i] * b[i];
  return sum;
}

function addScaled(target: Float64Array, vector: Float64Array, factor: number): void {
  for (let i = 0; i < target.length; i++) target[i] += factor * vector[i];
}
