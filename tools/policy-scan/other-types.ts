/**
 * Types that are known and need no rule of their own, each with the reason. A type that neither a rule nor this list knows is a
 * finding: nobody has thought about it yet.
 */
export const OTHER_TYPES: Readonly<Record<string, string>> = {
  aws_backup_selection: 'names what is backed up; the role it works with is judged with the others',
  aws_cloudwatch_dashboard: 'shows figures of the account to whoever may already read them',
  aws_cloudwatch_event_target: "where a rule's events go; whether they may is said by the target's own policy, which is judged",
  aws_cloudwatch_log_metric_filter: 'counts lines of a log that is judged',
  aws_cloudwatch_query_definition: 'the text of a query over logs',
  aws_glue_catalog_database: 'a name for tables; it holds none of their rows',
  aws_kms_alias: 'a name for a key that is judged',
  aws_lambda_event_source_mapping: 'what a function is called for; whether it may read it is said by its role, which is judged',
  aws_lambda_function_event_invoke_config: 'how often a failed call is tried again',
  aws_s3_bucket_lifecycle_configuration: 'judged with its bucket',
  aws_s3_bucket_logging: 'judged with its bucket',
  aws_s3_bucket_notification: "where a bucket's events go; whether they may is said by the target's own policy, which is judged",
  aws_s3_bucket_ownership_controls: 'judged with its bucket',
  aws_s3_bucket_public_access_block: 'judged with its bucket',
  aws_s3_bucket_server_side_encryption_configuration: 'judged with its bucket',
  aws_s3_bucket_versioning: 'judged with its bucket',
  aws_secretsmanager_secret_rotation: 'judged with its secret',
  aws_scheduler_schedule_group: 'a name for schedules that are judged',
  aws_sesv2_email_identity: 'a domain or address that mail is sent from; SES itself asks whether it is ours',
  terraform_data: "a value in Terraform's own state, such as what a table is replaced by; it makes nothing",
};
