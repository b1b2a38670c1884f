import { join } from 'node:path';
import type { Policy } from '../policies/policy';
import { partyFile, stacks } from './synthesised';

/** The policies of one role as the stacks write them, with what Terraform would fill in filled in. */
export interface RolePolicies {
  party: string;
  account: string;
  arn: string;
  trust: Policy;
  identity: Policy[];
}

export type Resources = Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, unknown>>>>>>;

/** Ids that AWS would give: one of each kind a party, so that a policy that mixes parties up shows. */
export const REGION = 'us-east-1';
export const PUSH_APP = '0123456789abcdef0123456789abcdef';
export const OWNER_MEMBERSHIP = '0b5b7c1c-0000-4000-8000-00000000aaaa';
export const HASH_KEY = `arn:aws:secretsmanager:${REGION}:${partyFile('owner').account}:secret:parley/pair-key/partner-sample-AbCdEf`;
export const EVENT_BUS = `arn:aws:events:${REGION}:${partyFile('owner').account}:event-bus/parley-owner-partners`;
export const membershipOf = (party: string): string => (party === 'owner' ? OWNER_MEMBERSHIP : '0b5b7c1c-0000-4000-8000-00000000bbbb');

/** Every role of a party. Throws on a reference it can't fill in: an unread policy proves nothing. */
export function rolesOf(party: string, outdir: string): RolePolicies[] {
  const { account } = partyFile(party);
  return stacks(join(outdir, party)).flatMap(({ json }) => {
    const resources = { ...json.resource, ...prefixed(json.data) } as Resources;
    const read = (text: unknown): Policy => JSON.parse(filledIn(String(text), resources, party, account)) as Policy;
    return Object.entries(resources.aws_iam_role ?? {}).map(([id, role]) => ({
      party,
      account,
      arn: `arn:aws:iam::${account}:role/${String(role.name)}`,
      trust: read(role.assume_role_policy),
      identity: Object.values(resources.aws_iam_role_policy ?? {})
        .filter((policy) => String(policy.role).includes(`aws_iam_role.${id}.`))
        .map((policy) => read(policy.policy)),
    }));
  });
}

/** The policy of each bucket and event bus of a party, by ARN. */
export function thingPoliciesOf(party: string, outdir: string): Map<string, Policy> {
  const { account } = partyFile(party);
  return new Map(
    stacks(join(outdir, party)).flatMap(({ json }) => {
      const resources = (json.resource ?? {}) as Resources;
      const read = (text: unknown): string => filledIn(String(text), resources, party, account);
      const policyOf = (arn: string, policy: unknown): [string, Policy] => [arn, JSON.parse(read(policy)) as Policy];
      return [
        ...Object.values(resources.aws_s3_bucket_policy ?? {}).map(({ bucket, policy }) => policyOf(`arn:aws:s3:::${read(bucket)}`, policy)),
        ...Object.values(resources.aws_cloudwatch_event_bus_policy ?? {}).map(({ event_bus_name: bus, policy }) => policyOf(`arn:aws:events:${REGION}:${account}:event-bus/${read(bus)}`, policy)),
      ];
    }),
  );
}

/** Who may read each pair's hash key: the policy of the secret, by the partner. */
export function pairKeyPolicies(outdir: string): Map<string, Policy> {
  const found = stacks(join(outdir, 'owner')).flatMap(({ json }) => {
    const { aws_secretsmanager_secret: secrets = {}, aws_secretsmanager_secret_policy: policies = {} } = (json.resource ?? {}) as Resources;
    return Object.entries(secrets).map(([id, secret]): [string, Policy] => {
      const policy = Object.values(policies).find(({ secret_arn: arn }) => String(arn).includes(`aws_secretsmanager_secret.${id}.`));
      return [String(secret.name).replace('parley/pair-key/', ''), JSON.parse(String(policy?.policy)) as Policy];
    });
  });
  return new Map(found);
}

/** Data sources under the name a reference calls them by. */
export function prefixed(data: Resources = {}): Resources {
  return Object.fromEntries(Object.entries(data).map(([type, found]) => [`data.${type}`, found]));
}

/** A text of the stacks with what AWS would give in it. @throws Error on a reference that is not known here */
export function filledIn(text: string, resources: Resources, party: string, account: string): string {
  return text.replaceAll(/\$\{((?:data\.)?[a-z0-9_]+)\.([A-Za-z0-9_-]+)(?:\.([a-z_]+))?\}/g, (reference, type: string, name: string, attribute = '') => {
    const value = known(type, name, attribute, resources[type]?.[name] ?? {}, party, account);
    if (value === undefined) throw new Error(`no value for ${reference}: say in tools/stacks/stack-policies.ts what AWS would give`);
    return value;
  });
}

function known(type: string, name: string, attribute: string, resource: Readonly<Record<string, unknown>>, party: string, account: string): string | undefined {
  const membership = membershipOf(party);
  const values: Record<string, string> = {
    'var.region': REGION,
    'var.owner_account': partyFile('owner').account,
    'var.owner_membership_id': OWNER_MEMBERSHIP,
    'var.hash_key_arn': HASH_KEY,
    'var.event_bus_arn': EVENT_BUS,
    'var.sms_origination_identity': `arn:aws:sms-voice:${REGION}:${account}:pool/pool-example`,
    'aws_kms_key/arn': `arn:aws:kms:${REGION}:${account}:key/${name}`,
    'aws_glue_catalog_database/name': String(resource.name),
    'aws_glue_catalog_table/name': String(resource.name),
    'aws_sqs_queue/arn': `arn:aws:sqs:${REGION}:${account}:${String(resource.name)}`,
    'aws_s3_bucket/arn': `arn:aws:s3:::${String(resource.bucket)}`,
    'aws_s3_bucket/id': String(resource.bucket),
    'aws_s3_bucket/bucket': String(resource.bucket),
    'aws_cleanrooms_membership/id': membership,
    'aws_cleanrooms_membership/arn': `arn:aws:cleanrooms:${REGION}:${account}:membership/${membership}`,
    'aws_secretsmanager_secret/arn': `arn:aws:secretsmanager:${REGION}:${account}:secret:${String(resource.name)}-AbCdEf`,
    'aws_dynamodb_table/arn': `arn:aws:dynamodb:${REGION}:${account}:table/${String(resource.name)}`,
    'aws_cloudwatch_event_bus/name': String(resource.name),
    'aws_cloudwatch_event_bus/arn': `arn:aws:events:${REGION}:${account}:event-bus/${String(resource.name)}`,
    'aws_lambda_function/arn': `arn:aws:lambda:${REGION}:${account}:function:${String(resource.function_name)}`,
    'aws_iam_role/arn': `arn:aws:iam::${account}:role/${String(resource.name)}`,
    'aws_sns_topic/arn': `arn:aws:sns:${REGION}:${account}:${String(resource.name)}`,
    'aws_pinpoint_app/application_id': PUSH_APP,
    'aws_pinpoint_app/arn': `arn:aws:mobiletargeting:${REGION}:${account}:apps/${PUSH_APP}`,
    'data.aws_secretsmanager_secret/arn': `arn:aws:secretsmanager:${REGION}:${account}:secret:${String(resource.name)}-AbCdEf`,
    'data.aws_ssm_parameter/insecure_value': OWNER_MEMBERSHIP,
    'data.aws_kms_alias/target_key_arn': `arn:aws:kms:${REGION}:${account}:key/${String(resource.name)}`,
  };
  return values[type === 'var' ? `var.${name}` : `${type}/${attribute}`];
}
