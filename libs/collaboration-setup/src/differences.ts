/**
 * Where `found` is not as `wanted`: paths such as `AnalysisRules[0].Policy`. What AWS adds is no difference; the order of plain
 * values in a list is none either, since none of these resources gives it a meaning.
 */
export function differences(wanted: unknown, found: unknown, path = ''): string[] {
  if (Array.isArray(wanted)) return listDifferences(wanted, found, path);
  if (!isObject(wanted)) return wanted === found ? [] : [path];
  if (!isObject(found)) return [path];
  return Object.entries(wanted).flatMap(([key, value]) => differences(value, found[key], path === '' ? key : `${path}.${key}`));
}

function listDifferences(wanted: readonly unknown[], found: unknown, path: string): string[] {
  if (!Array.isArray(found) || found.length !== wanted.length) return [path];
  if (wanted.some(isObject)) return wanted.flatMap((item, index) => differences(item, found[index], `${path}[${index}]`));
  const [one, other] = [wanted, found].map((list) => JSON.stringify([...list].sort()));
  return one === other ? [] : [path];
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);
