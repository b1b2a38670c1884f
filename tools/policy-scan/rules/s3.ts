import { isOwnKey } from '../plan/own-key';
import type { Plan } from '../plan/plan';
import type { PlannedResource } from '../plan/planned-resource';
import { statementsOf } from '../policies/policy-document';
import { refusesPlainHttp } from '../policies/statements';
import type { Rule } from '../rule';

const types = ['aws_s3_bucket'];
const of = (bucket: PlannedResource, plan: Plan, part: string): readonly PlannedResource[] => plan.of(bucket, `aws_s3_bucket_${part}`, 'bucket');
const BLOCKS = ['block_public_acls', 'block_public_policy', 'ignore_public_acls', 'restrict_public_buckets'];

/** Buckets, each with the resources that hang on it. */
export const S3_RULES: readonly Rule[] = [
  {
    id: 'S3_OWN_KEY',
    like: ['CKV_AWS_19', 'CKV_AWS_145'],
    types,
    says: "a bucket's objects are encrypted under a key of its owner's",
    repair: 'add a server-side encryption configuration with aws:kms and kms_master_key_id',
    holds: (bucket, plan) => of(bucket, plan, 'server_side_encryption_configuration').some((one) => one.text(`${ENCRYPTION}.sse_algorithm`) === 'aws:kms' && isOwnKey(one, `${ENCRYPTION}.kms_master_key_id`, plan)),
  },
  {
    id: 'S3_VERSIONED',
    like: ['CKV_AWS_21'],
    types,
    says: 'a bucket keeps old versions',
    repair: 'add a versioning configuration with status Enabled',
    holds: (bucket, plan) => of(bucket, plan, 'versioning').some((one) => one.value('versioning_configuration.0.status') === 'Enabled'),
  },
  {
    id: 'S3_NOT_PUBLIC',
    like: ['CKV2_AWS_6', 'CKV_AWS_53', 'CKV_AWS_54', 'CKV_AWS_55', 'CKV_AWS_56'],
    types,
    says: 'a bucket is closed to the public in all four ways',
    repair: `add a public access block with ${BLOCKS.join(', ')} all true`,
    holds: (bucket, plan) => of(bucket, plan, 'public_access_block').some((one) => BLOCKS.every((block) => one.value(block) === true)),
  },
  {
    id: 'S3_TLS_ONLY',
    like: ['CKV_AWS_379'],
    types,
    says: 'a bucket is deaf to plain HTTP',
    repair: 'add a bucket policy that denies s3:* to * on the bucket and its objects where aws:SecureTransport is false',
    holds: (bucket, plan) => of(bucket, plan, 'policy').some((one) => (statementsOf(one, 'policy') ?? []).some(refusesPlainHttp)),
  },
  {
    id: 'S3_OWNER_ENFORCED',
    like: ['CKV2_AWS_65'],
    types,
    says: 'all in a bucket belongs to its owner, and no access list counts',
    repair: 'add ownership controls with BucketOwnerEnforced',
    holds: (bucket, plan) => of(bucket, plan, 'ownership_controls').some((one) => one.value('rule.0.object_ownership') === 'BucketOwnerEnforced'),
  },
  {
    id: 'S3_LIFECYCLE',
    like: ['CKV2_AWS_61'],
    types,
    says: 'what is deleted or replaced is gone for good after a while',
    repair: 'add a lifecycle configuration with an enabled rule over the whole bucket that has noncurrent_version_expiration',
    holds: (bucket, plan) => lifecycleRules(bucket, plan).some(({ one, at }) => one.has(`${at}.noncurrent_version_expiration.0.noncurrent_days`)),
  },
  {
    id: 'S3_UNFINISHED_UPLOADS',
    like: ['CKV_AWS_300'],
    types,
    says: 'uploads that never ended do not stay, unseen and paid for',
    repair: 'add a lifecycle rule over the whole bucket that has abort_incomplete_multipart_upload',
    holds: (bucket, plan) => lifecycleRules(bucket, plan).some(({ one, at }) => one.has(`${at}.abort_incomplete_multipart_upload.0.days_after_initiation`)),
  },
  {
    id: 'S3_ACCESS_LOGGED',
    like: ['CKV_AWS_18'],
    types,
    says: 'who reads a bucket is written down',
    repair: 'add an aws_s3_bucket_logging to a bucket for logs',
    holds: (bucket, plan) => of(bucket, plan, 'logging').some((one) => one.has('target_bucket')),
  },
  {
    id: 'S3_NOT_FORCED',
    types,
    says: 'a bucket with data in it can not be destroyed with one command',
    repair: 'leave force_destroy out; empty the bucket first, on purpose',
    holds: (bucket) => bucket.value('force_destroy') !== true,
  },
  {
    id: 'S3_NO_ACCESS_LIST',
    like: ['CKV_AWS_20', 'CKV_AWS_57', 'CKV_AWS_375', 'CKV2_AWS_43'],
    types: ['aws_s3_bucket', 'aws_s3_bucket_acl'],
    says: 'no access list gives anybody anything',
    repair: 'leave the acl out, or say private; give access by policy',
    holds: (resource) => [undefined, null, 'private'].includes(resource.isWritten('acl') ? (resource.value('acl') as string | null) : undefined) && !['grant', 'access_control_policy'].some((block) => resource.isWritten(block)),
  },
];

const ENCRYPTION = 'rule.0.apply_server_side_encryption_by_default.0';

/** Enabled rules that hold for every object: a filter that is empty, or an empty prefix. */
function lifecycleRules(bucket: PlannedResource, plan: Plan): { one: PlannedResource; at: string }[] {
  return of(bucket, plan, 'lifecycle_configuration').flatMap((one) =>
    one
      .list('rule')
      .map((_, index) => ({ one, at: `rule.${index}` }))
      .filter(({ at }) => one.value(`${at}.status`) === 'Enabled' && !one.has(`${at}.prefix`) && !FILTERS.some((filter) => holdsSomething(one, `${at}.filter.0.${filter}`))),
  );
}

const FILTERS = ['prefix', 'tag', 'and', 'object_size_greater_than', 'object_size_less_than'];

const holdsSomething = (one: PlannedResource, path: string): boolean => one.has(path) && !(Array.isArray(one.value(path)) && one.list(path).length === 0);
