/**
 * For each of the data's category codes, the position of that category in the model's list, or -1. Look up `code + 1`:
 * entry 0 stands for missing.
 */
export function mapCategories(known: readonly string[], categories: readonly string[]): Int32Array {
  const positions = new Map(known.map((category, position) => [category, position]));
  const map = new Int32Array(categories.length + 1).fill(-1);
  categories.forEach((category, code) => (map[code + 1] = positions.get(category) ?? -1));
  return map;
}
