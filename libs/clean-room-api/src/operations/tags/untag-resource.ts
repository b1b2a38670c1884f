import type { UntagResourceInput, UntagResourceOutput } from '@aws-sdk/client-cleanrooms';
import { operation } from '../service-operation';
import { ownArn } from './own-arn';
import { tagsOf } from './tags';

/** Names that are no tags of the resource are passed over. */
export const untagResource = operation<UntagResourceInput, UntagResourceOutput>('UntagResource', async (input, call) => {
  const { state } = call.service;
  const arn = ownArn(call, input.resourceArn);
  const left = Object.entries(tagsOf(state, arn)).filter(([key]) => !input.tagKeys.includes(key));
  await state.change((draft) => draft.put('tags', arn, Object.fromEntries(left)));
  return {};
});
