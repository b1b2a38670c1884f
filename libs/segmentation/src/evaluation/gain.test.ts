import { gainOf } from './gain';

const settled = new Float64Array(5).fill(0.01);
/** Sample variance 0.0004. */
const wavering = Float64Array.of(-0.01, 0.01, 0.03);

describe('gainOf', () => {
  it('is the test rows alone where training does not waver', () => {
    const gain = gainOf({ difference: 0.02, variance: 0.0001 }, settled, 2001);
    expect(gain).toEqual({ auc: 0.02, low: expect.closeTo(0.02 - 1.9623 * 0.01, 5), high: expect.closeTo(0.02 + 1.9623 * 0.01, 5), verdict: 'adds' });
  });

  it('is training alone, at half the variance between thirds, where every test row agrees', () => {
    const gain = gainOf({ difference: -0.1, variance: 0 }, wavering, 2001);
    // 4.3027: two degrees of freedom of three draws.
    expect(gain.high + 0.1).toBeCloseTo(4.3027 * Math.sqrt(0.0002), 4);
    expect(gain.verdict).toBe('harms');
  });

  it('adds both variances, with degrees of freedom between theirs', () => {
    const gain = gainOf({ difference: 0.02, variance: 0.0002 }, wavering, 2001);
    expect(gain.verdict).toBe('nothing');
    // Equal variances with 2,000 and 2 degrees: 8 by Welch, t = 2.306.
    expect(gain.high - gain.auc).toBeCloseTo(2.306 * Math.sqrt(0.0004), 4);
  });
});
