import { IDENTITY_POLICIES, TRUST_POLICIES } from '../policies/policy-attributes';
import { statementRule } from '../policies/statement-rule';
import { allows, hasEveryResource, hasWildcardAction, isForEverybody, isKeyOfSecrets, isNarrowed } from '../policies/statements';
import type { Rule } from '../rule';

/** Actions that know no resource (Service Authorization Reference, read 2026-11). */
const WITHOUT_RESOURCE = new Set([
  'cloudwatch:GetMetricData',
  'cloudwatch:PutMetricData',
  'ecr:GetAuthorizationToken',
  'events:ListRules',
  'logs:CreateLogDelivery',
  'logs:DeleteLogDelivery',
  'logs:DescribeLogGroups',
  'logs:DescribeResourcePolicies',
  'logs:GetLogDelivery',
  'logs:ListLogDeliveries',
  'logs:PutResourcePolicy',
  'logs:UpdateLogDelivery',
  's3:ListAllMyBuckets',
  'ses:GetAccount',
  'states:SendTaskFailure',
  'states:SendTaskSuccess',
  'sts:GetCallerIdentity',
  'tag:GetResources',
  'xray:GetSamplingRules',
  'xray:GetSamplingTargets',
  'xray:PutTelemetryRecords',
  'xray:PutTraceSegments',
]);

/** Who has these can give itself more, or make keys that outlive the role. */
const ESCALATING = /^(iam:(Add|Attach|Create|Delete|Detach|Put|Set|Update|Upload)|sts:AssumeRole|lambda:(AddPermission|UpdateFunctionCode)|kms:(CreateGrant|PutKeyPolicy)|s3:Put(Bucket(Acl|Policy|PublicAccessBlock)|ObjectAcl)|secretsmanager:PutResourcePolicy)/i;

const ASSUMING = ['sts:AssumeRole', 'sts:AssumeRoleWithWebIdentity', 'sts:TagSession'];

/** Roles and what they may do. */
export const IAM_RULES: readonly Rule[] = [
  statementRule({
    id: 'IAM_NAMED_ACTIONS',
    like: ['CKV_AWS_62', 'CKV_AWS_63', 'CKV_AWS_286', 'CKV_AWS_289', 'CKV2_AWS_40'],
    in: IDENTITY_POLICIES,
    says: 'every allowed action is named',
    repair: 'list the actions that are needed, without wildcards and without NotAction',
    breaks: (statement) => allows(statement) && hasWildcardAction(statement),
  }),
  statementRule({
    id: 'IAM_NAMED_RESOURCES',
    like: ['CKV_AWS_288', 'CKV_AWS_290', 'CKV_AWS_355'],
    in: IDENTITY_POLICIES,
    says: 'every allowed resource is named, but for actions that know none',
    repair: 'name ARNs; put actions that know no resource in a statement of their own',
    breaks: (statement) => allows(statement) && hasEveryResource(statement) && !(statement.Action ?? ['*']).every((action) => WITHOUT_RESOURCE.has(action)) && !isKeyOfSecrets(statement),
  }),
  statementRule({
    id: 'IAM_NO_ESCALATION',
    like: ['CKV_AWS_287'],
    in: IDENTITY_POLICIES,
    says: 'no role can give itself or others more than it has',
    repair: 'leave changes of roles, policies, grants and code to the stacks',
    breaks: (statement) => allows(statement) && (statement.Action ?? []).some((action) => ESCALATING.test(action)),
  }),
  statementRule({
    id: 'IAM_PASS_ROLE_TO',
    in: IDENTITY_POLICIES,
    says: 'a role is passed on to a named service only',
    repair: 'add a condition StringEquals iam:PassedToService',
    breaks: ({ Condition, ...statement }) => allows({ Condition, ...statement }) && (statement.Action ?? []).some((action) => /^iam:PassRole$/i.test(action)) && !Condition.StringEquals?.['iam:PassedToService'],
  }),
  {
    id: 'IAM_NO_MANAGED_POLICY',
    like: ['CKV_AWS_274', 'CKV_AWS_275', 'CKV2_AWS_56'],
    types: ['aws_iam_role_policy_attachment', 'aws_iam_role'],
    says: "no role has a policy that AWS writes: they allow more than is needed, and AWS widens them",
    repair: 'write the actions and resources into a policy of the role',
    holds: (resource) => ![resource.text('policy_arn') ?? '', ...(resource.isWritten('managed_policy_arns') ? [JSON.stringify(resource.value('managed_policy_arns') ?? 'arn:aws:iam::aws:')] : [])].join().includes(':iam::aws:'),
  },
  {
    id: 'IAM_ONE_PLACE',
    types: ['aws_iam_role'],
    says: "a role's policies are resources of their own, where these rules see them",
    repair: 'write an aws_iam_role_policy in place of inline_policy',
    holds: (resource) => !resource.isWritten('inline_policy'),
  },
  statementRule({
    id: 'TRUST_NAMED',
    like: ['CKV_AWS_60', 'CKV_AWS_61'],
    in: TRUST_POLICIES,
    says: 'named principals may assume a role, and only that',
    repair: 'name a service, role or identity provider, and sts:AssumeRole as the action',
    breaks: (statement) => allows(statement) && (isForEverybody(statement) || hasWildcardAction(statement) || !(statement.Action ?? []).every((action) => ASSUMING.includes(action))),
  }),
  statementRule({
    id: 'TRUST_CONDITION',
    in: TRUST_POLICIES,
    says: 'a role is assumed under a condition that says for whom',
    repair: 'add a condition on aws:SourceAccount, aws:SourceArn or sts:ExternalId; for an account, on aws:PrincipalArn',
    breaks: (statement) => allows(statement) && !isNarrowed(statement),
  }),
  statementRule({
    id: 'TRUST_SUBJECT',
    like: ['CKV_AWS_393'],
    in: TRUST_POLICIES,
    says: 'an identity provider lets in named subjects only',
    repair: "add a condition on the provider's :sub, with no wildcard before the repository's name ends",
    breaks: (statement) => allows(statement) && statement.Principal?.Federated !== undefined && !hasSubject(statement),
  }),
];

type Statement = Parameters<typeof isNarrowed>[0];

/** `repo:owner/name:…`: a wildcard in owner or name lets strangers' workflows in. */
const hasSubject = ({ Condition }: Statement): boolean =>
  Object.entries({ ...Condition.StringEquals, ...Condition.StringLike }).some(([key, values]) => key.endsWith(':sub') && values.every((value) => /^[^*?]+:[^*?]+:/.test(value) || !/[*?]/.test(value)));
