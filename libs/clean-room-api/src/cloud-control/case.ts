import type { Members } from '../operation';

/** CloudFormation's `AllowedColumns` and the API's `allowedColumns` are one member; values keep their case. */
export const toApi = (value: unknown): unknown => renamed(value, (key) => key.charAt(0).toLowerCase() + key.slice(1));
export const toCloudFormation = (value: unknown): unknown => renamed(value, (key) => key.charAt(0).toUpperCase() + key.slice(1));

/** CloudFormation lists tags, the API maps them. */
export const tagMap = (tags: unknown): Record<string, string> | undefined =>
  Array.isArray(tags) ? Object.fromEntries((tags as { Key: string; Value: string }[]).map(({ Key, Value }) => [Key, Value])) : undefined;

export const tagList = (tags: Members): { Key: string; Value: string }[] =>
  Object.entries(tags)
    .map(([Key, Value]) => ({ Key, Value: String(Value) }))
    .sort((a, b) => (a.Key < b.Key ? -1 : 1));

function renamed(value: unknown, rename: (key: string) => string): unknown {
  if (Array.isArray(value)) return value.map((item) => renamed(item, rename));
  if (typeof value !== 'object' || value === null || value instanceof Date) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [rename(key), renamed(member, rename)]));
}
