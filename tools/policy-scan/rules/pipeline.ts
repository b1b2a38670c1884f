import { isOwnKey } from '../plan/own-key';
import type { Rule } from '../rule';

const machines = ['aws_sfn_state_machine'];
const streams = ['aws_kinesis_firehose_delivery_stream'];
const workgroups = ['aws_athena_workgroup'];
const RESULT = 'configuration.0.result_configuration.0';

/** What runs the pipeline, and what it brings data in and sends messages with. */
export const PIPELINE_RULES: readonly Rule[] = [
  {
    id: 'MACHINE_TRACED',
    like: ['CKV_AWS_284'],
    types: machines,
    says: 'a state machine is traced',
    repair: 'set tracing_configuration.enabled = true',
    holds: (machine) => machine.value('tracing_configuration.0.enabled') === true,
  },
  {
    id: 'MACHINE_LOGGED',
    like: ['CKV_AWS_285'],
    types: machines,
    says: 'what a state machine did is written down; its steps pass names of files, not rows',
    repair: 'set logging_configuration with level ALL, include_execution_data = true and log_destination',
    holds: (machine) =>
      machine.value('logging_configuration.0.level') === 'ALL' && machine.value('logging_configuration.0.include_execution_data') === true && machine.has('logging_configuration.0.log_destination'),
  },
  {
    id: 'MACHINE_OWN_KEY',
    types: machines,
    says: "what a state machine passes on is encrypted under a key of its owner's",
    repair: 'set encryption_configuration with type CUSTOMER_MANAGED_KMS_KEY and kms_key_id',
    holds: (machine, plan) => machine.value('encryption_configuration.0.type') === 'CUSTOMER_MANAGED_KMS_KEY' && isOwnKey(machine, 'encryption_configuration.0.kms_key_id', plan),
  },
  {
    id: 'SCHEDULE_OWN_KEY',
    like: ['CKV_AWS_297'],
    types: ['aws_scheduler_schedule'],
    says: "a schedule's input is encrypted under a key of its owner's",
    repair: 'set kms_key_arn',
    holds: (schedule, plan) => isOwnKey(schedule, 'kms_key_arn', plan),
  },
  {
    id: 'STREAM_OWN_KEY',
    like: ['CKV_AWS_240', 'CKV_AWS_241'],
    types: streams,
    says: "what waits in a stream is encrypted under a key of its owner's",
    repair: 'set server_side_encryption with enabled = true, key_type CUSTOMER_MANAGED_CMK and key_arn',
    holds: (stream, plan) =>
      stream.value('server_side_encryption.0.enabled') === true && stream.value('server_side_encryption.0.key_type') === 'CUSTOMER_MANAGED_CMK' && isOwnKey(stream, 'server_side_encryption.0.key_arn', plan),
  },
  {
    id: 'STREAM_KEPT_OWN_KEY',
    types: streams,
    says: "what a stream keeps is encrypted under a key of its owner's",
    repair: 'set extended_s3_configuration.kms_key_arn',
    holds: (stream, plan) => isOwnKey(stream, 'extended_s3_configuration.0.kms_key_arn', plan),
  },
  {
    id: 'STREAM_LOGGED',
    types: streams,
    says: 'what a stream could not deliver is written down, and kept apart',
    repair: 'set cloudwatch_logging_options.enabled = true and error_output_prefix',
    holds: (stream) => stream.value('extended_s3_configuration.0.cloudwatch_logging_options.0.enabled') === true && stream.has('extended_s3_configuration.0.error_output_prefix'),
  },
  {
    id: 'WORKGROUP_ENFORCED',
    like: ['CKV_AWS_82'],
    types: workgroups,
    says: "who queries can't choose other settings, such as none of encryption",
    repair: 'leave enforce_workgroup_configuration out',
    holds: (workgroup) => workgroup.value('configuration.0.enforce_workgroup_configuration') !== false,
  },
  {
    id: 'WORKGROUP_OWN_KEY',
    like: ['CKV_AWS_159'],
    types: workgroups,
    says: "results of queries are encrypted under a key of their owner's",
    repair: 'set result_configuration.encryption_configuration with SSE_KMS and kms_key_arn',
    holds: (workgroup, plan) =>
      workgroup.value(`${RESULT}.encryption_configuration.0.encryption_option`) === 'SSE_KMS' && isOwnKey(workgroup, `${RESULT}.encryption_configuration.0.kms_key_arn`, plan),
  },
  {
    id: 'MAIL_TLS',
    types: ['aws_sesv2_configuration_set'],
    says: 'mail goes out over TLS, or not at all',
    repair: 'set delivery_options.tls_policy = REQUIRE',
    holds: (set) => set.value('delivery_options.0.tls_policy') === 'REQUIRE',
  },
];
