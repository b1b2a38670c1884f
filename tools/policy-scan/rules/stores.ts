import { isOwnKey } from '../plan/own-key';
import type { Rule } from '../rule';

const tables = ['aws_dynamodb_table'];
const secrets = ['aws_secretsmanager_secret'];
const QUARTER_DAYS = 90;

/** Tables, secrets and backups: what holds data outside buckets. */
export const STORE_RULES: readonly Rule[] = [
  {
    id: 'DYNAMODB_RESTORABLE',
    like: ['CKV_AWS_28'],
    types: tables,
    says: 'a table can be put back to any second of the last weeks',
    repair: 'set point_in_time_recovery.enabled = true',
    holds: (table) => table.value('point_in_time_recovery.0.enabled') === true,
  },
  {
    id: 'DYNAMODB_OWN_KEY',
    like: ['CKV_AWS_119'],
    types: tables,
    says: "a table is encrypted under a key of its owner's",
    repair: 'set server_side_encryption with enabled = true and kms_key_arn',
    holds: (table, plan) => table.value('server_side_encryption.0.enabled') === true && isOwnKey(table, 'server_side_encryption.0.kms_key_arn', plan),
  },
  {
    id: 'DYNAMODB_PROTECTED',
    types: tables,
    says: 'a table with data in it can not be destroyed with one command',
    repair: 'set deletion_protection_enabled = true',
    holds: (table) => table.value('deletion_protection_enabled') === true,
  },
  {
    id: 'SECRET_OWN_KEY',
    like: ['CKV_AWS_149'],
    types: secrets,
    says: "a secret is encrypted under a key of its owner's",
    repair: 'set kms_key_id',
    holds: (secret, plan) => isOwnKey(secret, 'kms_key_id', plan),
  },
  {
    id: 'SECRET_NOT_PUBLIC',
    types: secrets,
    says: 'a secret has a policy, which AWS checks for being public',
    repair: 'add an aws_secretsmanager_secret_policy with block_public_policy = true',
    holds: (secret, plan) => plan.of(secret, 'aws_secretsmanager_secret_policy', 'secret_arn').some((policy) => policy.value('block_public_policy') === true),
  },
  {
    id: 'SECRET_ROTATES',
    like: ['CKV_AWS_304', 'CKV2_AWS_57'],
    types: secrets,
    says: `a secret is replaced at least every ${QUARTER_DAYS} days`,
    repair: `add an aws_secretsmanager_secret_rotation with automatically_after_days of ${QUARTER_DAYS} or fewer`,
    holds: (secret, plan) => plan.of(secret, 'aws_secretsmanager_secret_rotation', 'secret_id').some((rotation) => Number(rotation.value('rotation_rules.0.automatically_after_days') ?? QUARTER_DAYS + 1) <= QUARTER_DAYS),
  },
  {
    id: 'SECRET_RECOVERABLE',
    types: secrets,
    says: 'a deleted secret can be taken back for a week at least',
    repair: 'leave recovery_window_in_days out, or set 7 to 30',
    holds: (secret) => secret.value('recovery_window_in_days') !== 0,
  },
  {
    id: 'SECRET_NOT_IN_STATE',
    types: ['aws_secretsmanager_secret_version'],
    says: "a secret's value is in no code and no state",
    repair: 'put the value with the AWS command; or bring it by an ephemeral variable to secret_string_wo',
    holds: (version) => !version.has('secret_string') && !version.has('secret_binary') && (!version.has('secret_string_wo') || version.references('secret_string_wo').length > 0),
  },
  {
    id: 'BACKUP_OWN_KEY',
    like: ['CKV_AWS_166'],
    types: ['aws_backup_vault'],
    says: "backups are encrypted under a key of their owner's",
    repair: 'set kms_key_arn',
    holds: (vault, plan) => isOwnKey(vault, 'kms_key_arn', plan),
  },
  {
    id: 'BACKUP_NOT_FORCED',
    types: ['aws_backup_vault'],
    says: 'backups can not be destroyed with one command',
    repair: 'leave force_destroy out',
    holds: (vault) => vault.value('force_destroy') !== true,
  },
  {
    id: 'BACKUP_ENDS',
    types: ['aws_backup_plan'],
    says: 'a copy of personal data is deleted in the end',
    repair: 'set lifecycle.delete_after in each rule',
    holds: (plan) => plan.list('rule').length > 0 && plan.list('rule').every((_, at) => plan.has(`rule.${at}.lifecycle.0.delete_after`)),
  },
];
