import type { Members } from '../operation';
import { tagList, tagMap } from './case';
import type { Invoke } from './invoke';
import type { Properties } from './resource-type';

/** The `Tags` property of a resource, absent where it has none. */
export async function readTags(invoke: Invoke, arn: unknown): Promise<Properties> {
  const { tags } = await invoke('ListTagsForResource', { resourceArn: arn });
  const list = tagList((tags ?? {}) as Members);
  return list.length > 0 ? { Tags: list } : {};
}

/** Brings a resource's tags from one list to another. */
export async function updateTags(invoke: Invoke, before: Properties, after: Properties): Promise<void> {
  const [old, wanted] = [tagMap(before.Tags) ?? {}, tagMap(after.Tags) ?? {}];
  const gone = Object.keys(old).filter((key) => !(key in wanted));
  const set = Object.fromEntries(Object.entries(wanted).filter(([key, value]) => old[key] !== value));
  if (gone.length > 0) await invoke('UntagResource', { resourceArn: before.Arn, tagKeys: gone });
  if (Object.keys(set).length > 0) await invoke('TagResource', { resourceArn: before.Arn, tags: set });
}
