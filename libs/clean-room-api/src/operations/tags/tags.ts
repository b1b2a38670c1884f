import type { TagsRecord } from '../../state/records';
import type { Draft, State } from '../../state/state';
import { wrongFields } from '../problems';

/** Most tags of one resource (model 2022-02-17: TagMap). */
const MOST = 200;

/** Puts the tags a resource is made with. Throws ValidationException for a name that AWS keeps for itself. */
export function putTags(draft: Draft, arn: string, tags: TagsRecord | undefined): void {
  checkTagNames(tags ?? {});
  if (tags) draft.put('tags', arn, tags);
}

export function tagsOf(state: State, arn: string): TagsRecord {
  return state.get('tags', arn) ?? {};
}

export function checkTagNames(tags: TagsRecord): void {
  const kept = Object.keys(tags).filter((key) => key.toLowerCase().startsWith('aws:'));
  if (kept.length > 0) throw wrongFields(kept.map((key) => ({ name: `tags.${key}`, message: 'Tags that begin with aws: are AWS\'s own.' })));
}

export function checkTagCount(tags: TagsRecord): void {
  if (Object.keys(tags).length > MOST) throw wrongFields([{ name: 'tags', message: `A resource has at most ${MOST} tags.` }]);
}
