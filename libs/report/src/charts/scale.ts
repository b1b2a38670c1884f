/** Maps a domain onto pixels, evenly. */
export interface Scale {
  (value: number): number;
}

export function linear([low, high]: readonly [number, number], [from, to]: readonly [number, number]): Scale {
  const width = high - low || 1;
  return (value) => round(from + ((value - low) / width) * (to - from));
}

/** Round numbers from `low` to `high`, about `wanted` of them. */
export function ticks(low: number, high: number, wanted = 5): number[] {
  const rough = (high - low || 1) / wanted;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((factor) => factor * power).find((size) => size >= rough) ?? 10 * power;
  const first = Math.ceil(low / step - 1e-9);
  const last = Math.floor(high / step + 1e-9);
  return Array.from({ length: last - first + 1 }, (_, index) => Number(((first + index) * step).toPrecision(12)));
}

/** Two decimals of a pixel are enough, and keep the file small. */
export function round(value: number): number {
  return Math.round(value * 100) / 100;
}
