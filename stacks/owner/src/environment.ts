import { DataAwsSsmParameter } from '@cdktf/provider-aws/lib/data-aws-ssm-parameter';
import { ACTIVATION_TABLES, contactsBucketName, dataBucketName, membershipParameter, resultsBucketName, workBucketName } from '@parley/constructs';
import type { Party } from '@parley/contract';
import type { Construct } from 'constructs';

/** Ids of the owner's memberships by partner, which the collaboration stack wrote down. */
export function membershipIds(scope: Construct, partners: readonly Party[]): Record<string, string> {
  return Object.fromEntries(partners.map(({ id }) => [id, new DataAwsSsmParameter(scope, `${id}-membership`, { name: membershipParameter(id) }).insecureValue]));
}

/** What every step's function reads of its environment (`environmentSchema` of owner-runtime). */
export const runEnvironment = (owner: Party, memberships: Readonly<Record<string, string>>): Record<string, string> => ({
  WORK_BUCKET: workBucketName(owner),
  RESULTS_BUCKET: resultsBucketName(owner),
  SOURCE_BUCKET: dataBucketName(owner),
  MEMBERSHIPS: JSON.stringify(memberships),
});

/** Besides, for those that work with the owner's contacts (`audienceEnvironment`). */
export const audienceEnvironment = (owner: Party, unsubscribeKeyArn: string): Record<string, string> => ({
  CONTACTS_BUCKET: contactsBucketName(owner),
  CONSENT_TABLE: ACTIVATION_TABLES.consent,
  UNSUBSCRIBE_KEY_ARN: unsubscribeKeyArn,
});
