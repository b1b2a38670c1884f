import type { Rule } from '../rule';
import { CLEAN_ROOM_RULES } from './clean-rooms';
import { EDGE_RULES } from './edge';
import { GLUE_RULES } from './glue';
import { IAM_RULES } from './iam';
import { KMS_RULES } from './kms';
import { LAMBDA_RULES } from './lambda';
import { MESSAGE_RULES } from './messages';
import { PIPELINE_RULES } from './pipeline';
import { POLICY_RULES } from './policies';
import { PROVIDER_RULES } from './provider';
import { S3_RULES } from './s3';
import { STORE_RULES } from './stores';
import { WATCHING_RULES } from './watching';

/** Every rule, a family a file. */
export const RULES: readonly Rule[] = [
  ...PROVIDER_RULES,
  ...POLICY_RULES,
  ...IAM_RULES,
  ...S3_RULES,
  ...KMS_RULES,
  ...GLUE_RULES,
  ...CLEAN_ROOM_RULES,
  ...MESSAGE_RULES,
  ...LAMBDA_RULES,
  ...WATCHING_RULES,
  ...STORE_RULES,
  ...PIPELINE_RULES,
  ...EDGE_RULES,
];
