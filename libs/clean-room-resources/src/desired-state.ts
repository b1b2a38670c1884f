/** A value of the Clean Rooms API, keys in camelCase as its documentation has them. */
export type ApiValue = string | number | boolean | readonly ApiValue[] | { readonly [key: string]: ApiValue | undefined };

/**
 * A resource's desired state for Cloud Control: the API's members with PascalCase keys, sorted, so that the same rule is
 * the same text. The one place where names change case; values never do.
 */
export function desiredState(members: { readonly [key: string]: ApiValue | undefined }): string {
  return JSON.stringify(toPascal(members));
}

function toPascal(value: ApiValue): unknown {
  if (Array.isArray(value)) return value.map((item: ApiValue) => toPascal(item));
  if (typeof value !== 'object') return value;
  const entries = Object.entries(value as Readonly<Record<string, ApiValue | undefined>>).filter(([, member]) => member !== undefined);
  return Object.fromEntries(entries.map(([key, member]): [string, unknown] => [pascal(key), toPascal(member as ApiValue)]).sort(([a], [b]) => (a < b ? -1 : 1)));
}

const pascal = (key: string): string => key.charAt(0).toUpperCase() + key.slice(1);
