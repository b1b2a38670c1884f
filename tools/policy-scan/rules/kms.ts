import type { Rule } from '../rule';

const types = ['aws_kms_key'];
const LONGEST_WAIT_DAYS = 30;

/** Keys. Their policies are judged with all others. */
export const KMS_RULES: readonly Rule[] = [
  {
    id: 'KMS_ROTATES',
    like: ['CKV_AWS_7'],
    types,
    says: 'a key rotates',
    repair: 'set enable_key_rotation = true',
    holds: (key) => key.value('enable_key_rotation') === true,
  },
  {
    id: 'KMS_WAITS',
    types,
    says: `a key is deleted only after ${LONGEST_WAIT_DAYS} days of waiting: with it goes all that it encrypts`,
    repair: `set deletion_window_in_days = ${LONGEST_WAIT_DAYS}`,
    holds: (key) => key.value('deletion_window_in_days') === LONGEST_WAIT_DAYS,
  },
  {
    id: 'KMS_ENABLED',
    like: ['CKV_AWS_227'],
    types,
    says: 'a key is enabled',
    repair: 'leave is_enabled out',
    holds: (key) => key.value('is_enabled') !== false,
  },
  {
    id: 'KMS_NO_LOCKOUT',
    types: [...types, 'aws_kms_key_policy'],
    says: "AWS's check that somebody can still administer the key is not switched off",
    repair: 'leave bypass_policy_lockout_safety_check out',
    holds: (key) => key.value('bypass_policy_lockout_safety_check') !== true,
  },
];
