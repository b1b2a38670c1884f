import type { ListTagsForResourceInput, ListTagsForResourceOutput } from '@aws-sdk/client-cleanrooms';
import { operation } from '../service-operation';
import { ownArn } from './own-arn';
import { tagsOf } from './tags';

export const listTagsForResource = operation<ListTagsForResourceInput, ListTagsForResourceOutput>('ListTagsForResource', (input, call) => ({
  tags: { ...tagsOf(call.service.state, ownArn(call, input.resourceArn)) },
}));
