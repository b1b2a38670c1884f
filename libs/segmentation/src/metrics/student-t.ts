const STEPS = 8192;
/** Beyond this many degrees of freedom t is the normal 1.960 within 0.003, and the integrand below narrow for the grid. */
const MOST_DEGREES = 1000;

/**
 * The two-sided critical value of Student's t: |t| exceeds it with chance `tail`, such as 0.05. `degrees` of freedom from 1, fractions
 * allowed (Welch), capped at 1,000.
 *
 * With t = sqrt(degrees) tan(angle) the density becomes cos(angle)^(degrees - 1), so a plain trapezoid sum over a quarter turn does;
 * right to three decimals.
 */
export function studentT(tail: number, degrees: number): number {
  const nu = Math.min(MOST_DEGREES, Math.max(1, degrees));
  const step = Math.PI / 2 / STEPS;
  const height = (place: number): number => Math.cos(place * step) ** (nu - 1);
  const slices = Float64Array.from({ length: STEPS }, (_, place) => (height(place) + height(place + 1)) / 2);
  const wanted = (1 - tail) * slices.reduce((sum, slice) => sum + slice, 0);
  let area = 0;
  let place = 0;
  while (area + slices[place] < wanted) area += slices[place++];
  const angle = (place + (wanted - area) / slices[place]) * step;
  return Math.sqrt(nu) * Math.tan(angle);
}
