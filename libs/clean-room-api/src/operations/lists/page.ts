import type { Placed } from '../../state/ordered-records';
import { wrongFields } from '../problems';
import type { ServiceCall } from '../service-operation';
import { readPageToken, writePageToken } from './page-token';

/** Most that a page holds, and what it holds unless told (model 2022-02-17: MaxResults). */
const MOST = 100;

export interface Listing<T> {
  /** The operation's name. */
  operation: string;
  /** What is listed and how it is filtered: ids and filter values. */
  of: readonly (string | undefined)[];
  /** What the caller may see, in order. */
  items: readonly Placed<T>[];
  input: { nextToken?: string; maxResults?: number };
}

/** One page, and the token of the next. Throws ValidationException for a token of another list, account or service. */
export function page<T>({ caller, service }: ServiceCall, { operation, of, items, input }: Listing<T>): { items: T[]; nextToken?: string } {
  const { nextToken, maxResults = MOST } = input;
  if (!Number.isInteger(maxResults) || maxResults < 1 || maxResults > MOST) {
    throw wrongFields([{ name: 'maxResults', message: `Must be a whole number from 1 to ${MOST}.` }]);
  }
  const scope = [caller.account, operation, ...of];
  const after = nextToken === undefined ? 0 : readPageToken(service.state, scope, nextToken);
  if (after === undefined) {
    throw wrongFields([{ name: 'nextToken', message: 'Is no token of this list. Pass what the last page of the same call returned, or nothing.' }]);
  }
  const rest = items.filter(({ at }) => at > after);
  const shown = rest.slice(0, maxResults);
  const last = shown.at(-1);
  const more = last && rest.length > shown.length;
  return { items: shown.map(({ value }) => value), ...(more && { nextToken: writePageToken(service.state, scope, last.at) }) };
}
