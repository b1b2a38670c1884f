import type { TagResourceInput, TagResourceOutput } from '@aws-sdk/client-cleanrooms';
import { operation } from '../service-operation';
import { ownArn } from './own-arn';
import { checkTagCount, checkTagNames, tagsOf } from './tags';

/** Adds tags, and replaces those of the same name. */
export const tagResource = operation<TagResourceInput, TagResourceOutput>('TagResource', async (input, call) => {
  const { state } = call.service;
  const arn = ownArn(call, input.resourceArn);
  checkTagNames(input.tags);
  const tags = { ...tagsOf(state, arn), ...input.tags };
  checkTagCount(tags);
  await state.change((draft) => draft.put('tags', arn, tags));
  return {};
});
