import type {
  GetProtectedQueryInput, ListProtectedQueriesInput, StartProtectedQueryInput, UpdateProtectedQueryInput,
} from '@aws-sdk/client-cleanrooms';
import { ownMembership } from '../operations/access/own-membership';
import { page } from '../operations/lists/page';
import { operation } from '../operations/service-operation';
import type { ServiceOperation } from '../state/service-parts';
import { queryAnswer, querySummary } from './query-answer';
import type { QueryService } from './query-service';
import { queryStart } from './query-start';

/** The operations on protected queries. */
export function queryOperations(queries: QueryService): ServiceOperation[] {
  return [
    operation<StartProtectedQueryInput, object>('StartProtectedQuery', async (input, call) => {
      const membership = ownMembership(call, input.membershipIdentifier);
      return { protectedQuery: queryAnswer(membership, await queries.start(queryStart(input, call))) };
    }),

    operation<GetProtectedQueryInput, object>('GetProtectedQuery', async (input, call) => {
      const membership = ownMembership(call, input.membershipIdentifier);
      return { protectedQuery: queryAnswer(membership, await queries.get(membership.id, input.protectedQueryIdentifier)) };
    }),

    operation<UpdateProtectedQueryInput, object>('UpdateProtectedQuery', async (input, call) => {
      const membership = ownMembership(call, input.membershipIdentifier);
      return { protectedQuery: queryAnswer(membership, await queries.cancel(membership, input.protectedQueryIdentifier)) };
    }),

    operation<ListProtectedQueriesInput, object>('ListProtectedQueries', async (input, call) => {
      const membership = ownMembership(call, input.membershipIdentifier);
      const { status } = input;
      const listed = (await queries.list(membership.id)).filter(({ value }) => status === undefined || value.query.status === status);
      const { items, nextToken } = page(call, { operation: 'ListProtectedQueries', of: [membership.id, status], items: newestFirst(listed), input });
      return { protectedQueries: items.map((known) => querySummary(membership, known)), ...(nextToken !== undefined && { nextToken }) };
    }),
  ];
}

/** Places of a list that begins with the newest still grow along it, so that a page goes on where the last one ended. */
function newestFirst<T>(oldestFirst: readonly { at: number; value: T }[]): { at: number; value: T }[] {
  return oldestFirst.toReversed().map(({ at, value }) => ({ at: Number.MAX_SAFE_INTEGER - at, value }));
}
