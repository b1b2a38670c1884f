import { conditionsHold } from './conditions';
import { matches } from './matches';
import type { Policy, Request, Statement } from './policy';

export type Decision = 'allowed' | 'denied';

export interface Policies {
  /** The asking role's own policies. */
  identity: readonly Policy[];
  /** The resource's policy, such as a bucket's; a role's trust policy is its resource policy for sts:AssumeRole. */
  resource?: Policy;
}

/**
 * What IAM would decide: an explicit Deny wins; in one account an Allow on either side is enough, across accounts both
 * sides must allow. A service asks with the resource's policy alone. KMS keys and role trust need the resource's Allow.
 * Follows the IAM User Guide, "Policy evaluation logic". No boundaries, session policies or organisations: none is used.
 */
export function evaluate(request: Request, { identity, resource }: Policies): Decision {
  const own = identity.flatMap((policy) => policy.Statement.filter((statement) => applies(statement, request)));
  const theirs = (resource?.Statement ?? []).filter((statement) => isFor(statement, request) && applies(statement, request));
  if ([...own, ...theirs].some(({ Effect }) => Effect === 'Deny')) return 'denied';
  const [byIdentity, byResource] = [own.length > 0, theirs.length > 0];
  if ('Service' in request.principal || request.action === 'sts:AssumeRole') return byResource ? 'allowed' : 'denied';
  const sameAccount = accountOf(request.principal.AWS) === request.resourceAccount;
  return (sameAccount ? byIdentity || byResource : byIdentity && byResource) ? 'allowed' : 'denied';
}

function applies({ Action, Resource = '*', ...rest }: Statement, { action, resource, context }: Request): boolean {
  // Actions don't mind case, ARNs do.
  const named = listOf(Action).some((pattern) => matches(pattern.toLowerCase(), action.toLowerCase()));
  return named && listOf(Resource).some((pattern) => matches(pattern, resource)) && conditionsHold({ Action, Resource, ...rest }, context);
}

function isFor({ Principal }: Statement, { principal }: Request): boolean {
  if (Principal === undefined) return false;
  if (Principal === '*') return true;
  const [kind, name] = Object.entries(principal)[0] as [string, string];
  return listOf(Principal[kind] ?? []).some((one) => one === '*' || one === name || (kind === 'AWS' && isAccount(one, name)));
}

/** An account as a principal stands for everyone in it whom its own policies let. */
function isAccount(principal: string, arn: string): boolean {
  return principal === accountOf(arn) || principal === `arn:aws:iam::${accountOf(arn)}:root`;
}

const accountOf = (arn: string): string => arn.split(':')[4] ?? '';
const listOf = (value: string | readonly string[]): readonly string[] => (typeof value === 'string' ? [value] : value);
