import type { PlannedResource } from '../plan/planned-resource';
import type { Rule } from '../rule';

const types = ['provider'];
const AWS = 'registry.terraform.io/hashicorp/aws';
/** `terraform_data` is Terraform's own. */
const KNOWN = [AWS, 'registry.opentofu.org/hashicorp/aws', 'terraform.io/builtin/terraform'];
const isAws = (provider: PlannedResource): boolean => provider.text('full_name')?.endsWith('/hashicorp/aws') ?? false;

/** What a stack's providers are, and in whose account they work. */
export const PROVIDER_RULES: readonly Rule[] = [
  {
    id: 'PROVIDER_KNOWN',
    types,
    says: 'a stack runs no provider that these rules do not know',
    repair: 'use the AWS provider; else add rules for what the new one makes',
    holds: (provider) => KNOWN.includes(provider.text('full_name') ?? ''),
  },
  {
    id: 'PROVIDER_TAGS',
    types,
    says: 'everything says which party and stack it belongs to',
    repair: 'set default_tags',
    holds: (provider) => !isAws(provider) || Object.keys((provider.value('default_tags.0.tags') ?? {}) as object).length > 0,
  },
  {
    id: 'PROVIDER_ACCOUNT',
    types,
    says: 'a stack goes into one account and no other',
    repair: 'set allowed_account_ids to the one account',
    holds: (provider) => !isAws(provider) || provider.list('allowed_account_ids.constant_value').length === 1,
  },
  {
    id: 'PROVIDER_NO_KEYS',
    like: ['CKV_AWS_41'],
    types,
    says: 'no credentials are in the code, but for endpoints on this machine',
    repair: 'leave access_key, secret_key and token out: the environment or an assumed role brings them',
    holds: (provider) => !['access_key', 'secret_key', 'token'].some((key) => provider.isWritten(key)) || isHere(provider),
  },
];

/** All that the provider calls is on this machine, so that its keys open nothing. */
function isHere(provider: PlannedResource): boolean {
  const endpoints = Object.keys((provider.list('endpoints')[0] ?? {}) as object).map((service) => provider.text(`endpoints.0.${service}`) ?? '');
  return endpoints.length > 0 && endpoints.every((url) => /^http:\/\/(127\.0\.0\.1|localhost|\[::1\]):\d+\/?$/.test(url));
}
