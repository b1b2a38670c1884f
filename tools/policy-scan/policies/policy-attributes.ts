import type { PolicyAttributes } from './statement-rule';

/** What a role may do. */
export const IDENTITY_POLICIES: PolicyAttributes = { aws_iam_policy: 'policy', aws_iam_role_policy: 'policy' };

/** Who may take a role on. */
export const TRUST_POLICIES: PolicyAttributes = { aws_iam_role: 'assume_role_policy' };

/** Who may do what with a thing. */
export const RESOURCE_POLICIES: PolicyAttributes = {
  aws_backup_vault_policy: 'policy',
  aws_cloudwatch_event_bus_policy: 'policy',
  aws_cloudwatch_log_resource_policy: 'policy_document',
  aws_dynamodb_resource_policy: 'policy',
  aws_glue_resource_policy: 'policy',
  aws_kms_key: 'policy',
  aws_kms_key_policy: 'policy',
  aws_s3_bucket_policy: 'policy',
  aws_secretsmanager_secret: 'policy',
  aws_secretsmanager_secret_policy: 'policy',
  aws_sns_topic: 'policy',
  aws_sns_topic_policy: 'policy',
  aws_sqs_queue: 'policy',
  aws_sqs_queue_policy: 'policy',
};
