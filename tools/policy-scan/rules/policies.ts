import { IDENTITY_POLICIES, RESOURCE_POLICIES, TRUST_POLICIES } from '../policies/policy-attributes';
import { statementsOf } from '../policies/policy-document';
import { statementRule } from '../policies/statement-rule';
import { accountOf, allows, hasCondition, hasWildcardAction, isAccount, isForEverybody, isNarrowed, servicesOf, strangersOf } from '../policies/statements';
import type { Rule } from '../rule';

const ALL = { ...IDENTITY_POLICIES, ...TRUST_POLICIES, ...RESOURCE_POLICIES };

/** Policies of any kind, and those of things: who may do what with them. */
export const POLICY_RULES: readonly Rule[] = [
  {
    id: 'POLICY_READABLE',
    types: Object.keys(ALL),
    says: 'a policy can be read before it is applied',
    repair: 'write it as JSON text with references in it; a policy that only applying makes known is judged by nobody',
    holds: (resource) => !resource.isWritten(ALL[resource.type] ?? '') || statementsOf(resource, ALL[resource.type] ?? '') !== undefined,
  },
  statementRule({
    id: 'POLICY_NOT_PUBLIC',
    like: ['CKV_AWS_33', 'CKV_AWS_70', 'CKV_AWS_168', 'CKV_AWS_169'],
    in: RESOURCE_POLICIES,
    says: 'no policy allows everybody anything, not even under a condition',
    repair: 'name accounts, roles or services as principals',
    breaks: (statement) => allows(statement) && isForEverybody(statement),
  }),
  statementRule({
    id: 'POLICY_NAMED_ACTIONS',
    like: ['CKV_AWS_72', 'CKV_AWS_387'],
    in: RESOURCE_POLICIES,
    says: "every allowed action is named; only the administration of a key by its own account's root is kms:*",
    repair: 'list the actions that are needed',
    breaks: (statement, { type }, { accounts }) => allows(statement) && hasWildcardAction(statement) && !(type.startsWith('aws_kms_key') && isAdministration(statement, accounts)),
  }),
  statementRule({
    id: 'POLICY_SERVICE_FOR_WHOM',
    in: RESOURCE_POLICIES,
    says: 'a service may act for named sources only, so that nobody makes it act for them (confused deputy)',
    repair: "add a condition on aws:SourceAccount or aws:SourceArn, or on the key's encryption context",
    breaks: (statement) => allows(statement) && servicesOf(statement).length > 0 && !isNarrowed(statement),
  }),
  statementRule({
    id: 'POLICY_STRANGER_NAMED',
    like: ['CKV_AWS_385'],
    in: RESOURCE_POLICIES,
    says: 'of another account, only named roles are allowed anything',
    repair: "name the role's ARN as principal, or add a condition on aws:PrincipalArn",
    breaks: (statement, _, { accounts }) => allows(statement) && strangersOf(statement, accounts).some(isAccount) && !isNarrowed(statement),
  }),
  statementRule({
    id: 'POLICY_NO_LOCKOUT',
    like: ['CKV_AWS_93'],
    in: RESOURCE_POLICIES,
    says: "nothing is denied to everybody without a condition: only the account's root user could mend that",
    repair: 'add the condition under which it is denied, or name whom it is denied to',
    breaks: (statement) => statement.Effect === 'Deny' && isForEverybody(statement) && !hasCondition(statement),
  }),
];

type Statement = Parameters<typeof isForEverybody>[0];

const isAdministration = ({ Principal = {}, Action = [] }: Statement, accounts: readonly string[]): boolean =>
  Action.join() === 'kms:*' && Object.keys(Principal).join() === 'AWS' && (Principal.AWS ?? []).every((principal) => isAccount(principal) && accounts.includes(accountOf(principal)));
