import type { Arm } from './arm';

/** 97.5 % point of the normal distribution. */
const Z = 1.959963984540054;

/**
 * The difference of two independent shares with its 95 % interval: the hybrid score interval, method 10 of Newcombe (Statistics in
 * Medicine 17, 1998, 873-890). Unlike the textbook's normal interval it holds its 95 % for rare responses, and never leaves -1 to 1.
 */
export function proportionDifference(a: Arm, b: Arm): { difference: number; low: number; high: number } {
  const [ofA, ofB] = [wilson(a), wilson(b)];
  const difference = ofA.share - ofB.share;
  return {
    difference,
    low: difference - Math.hypot(ofA.share - ofA.low, ofB.high - ofB.share),
    high: difference + Math.hypot(ofA.high - ofA.share, ofB.share - ofB.low),
  };
}

/** Wilson's score interval of one share (Journal of the American Statistical Association 22, 1927). */
function wilson({ people, responders }: Arm): { share: number; low: number; high: number } {
  const share = responders / people;
  const middle = (2 * responders + Z ** 2) / (2 * (people + Z ** 2));
  const margin = (Z * Math.sqrt(Z ** 2 + 4 * responders * (1 - share))) / (2 * (people + Z ** 2));
  return { share, low: Math.max(0, middle - margin), high: Math.min(1, middle + margin) };
}
