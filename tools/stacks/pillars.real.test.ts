import { describeWith } from '@parley/testing';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { METRICS_NAMESPACE, serviceName, WATCHED_METRICS } from '@parley/pipeline';
import { PARTIES, stacks, synth } from './synthesised';

type Found = Record<string, unknown>;

/** The six pillars of AWS's guidance, as facts of the synthesised stacks. */
describeWith('stacks', 'the well-architected pillars', () => {
  const resources = new Map<string, [type: string, resource: Found][]>();
  let text = '';
  beforeAll(() => {
    const out = mkdtempSync(join(tmpdir(), 'parley-pillars-'));
    for (const party of PARTIES) {
      synth(party, join(out, party));
      const made = stacks(join(out, party)).flatMap(({ json }) => Object.entries(json.resource ?? {}).flatMap(([type, all]) => Object.values(all).map((one): [string, Found] => [type, one])));
      resources.set(party, made);
      text += JSON.stringify(made);
    }
    rmSync(out, { recursive: true });
  }, 120_000);

  const all = (type: string, party?: string): Found[] => (party === undefined ? [...resources.values()].flat() : (resources.get(party) ?? [])).flatMap(([found, one]) => (found === type ? [one] : []));
  const some = (type: string): Found[] => {
    const found = all(type);
    expect(found).not.toEqual([]); // what is not there keeps no rule
    return found;
  };

  it('operational excellence: every party is told by an alarm, logs end, and the owner has a dashboard', () => {
    for (const party of PARTIES) {
      const alarms = all('aws_cloudwatch_metric_alarm', party);
      expect(alarms).not.toEqual([]);
      for (const { alarm_actions: actions, alarm_description: meaning } of alarms) expect([JSON.stringify(actions), String(meaning).length > 40]).toEqual([expect.stringContaining('aws_sns_topic'), true]);
    }
    for (const { retention_in_days: days } of some('aws_cloudwatch_log_group')) expect(days).toBeGreaterThanOrEqual(365);
    expect(all('aws_cloudwatch_dashboard', 'owner')).toHaveLength(1);
  });

  it('security: keys are our own and rotate, and no secret has a value here', () => {
    for (const { enable_key_rotation: rotates } of some('aws_kms_key')) expect(rotates).toBe(true);
    for (const topic of some('aws_sns_topic')) expect(topic.kms_master_key_id).toContain('aws_kms_key');
    for (const secret of some('aws_secretsmanager_secret')) expect(secret.kms_key_id).toContain('aws_kms_key');
    for (const group of some('aws_cloudwatch_log_group')) expect(group.kms_key_id).toContain('aws_kms_key');
    expect(all('aws_secretsmanager_secret_version')).toEqual([]);
    expect(text).not.toMatch(/AKIA[A-Z0-9]{16}|BEGIN [A-Z ]*PRIVATE KEY|secret_string|password/);
  });

  it('reliability: versions, points in time and daily copies', () => {
    for (const { versioning_configuration: versioning } of some('aws_s3_bucket_versioning')) expect(JSON.stringify(versioning)).toContain('Enabled');
    for (const table of some('aws_dynamodb_table')) expect(table).toMatchObject({ point_in_time_recovery: { enabled: true }, deletion_protection_enabled: true });
    const [selection] = some('aws_backup_selection');
    expect(selection?.resources).toEqual([expect.stringMatching(/^arn:aws:s3:::parley-owner-data-/), expect.stringMatching(/:table\/parley-owner-consent$/), expect.stringMatching(/:table\/parley-owner-send-ledger$/)]);
  });

  it('reliability: what fails waits for two weeks, and somebody is told', () => {
    const ofQueues = JSON.stringify(all('aws_cloudwatch_metric_alarm').map(({ dimensions }) => dimensions));
    for (const { name, message_retention_seconds: seconds } of some('aws_sqs_queue')) if (String(name).endsWith('dead-letters')) expect(seconds).toBe(1_209_600);
    expect(ofQueues.match(/dead-letters/g)?.length).toBe(all('aws_sqs_queue').filter(({ name }) => String(name).endsWith('dead-letters')).length);
    expect(some('aws_lambda_function_event_invoke_config')).toHaveLength(all('aws_lambda_function').length);
    const failures = all('aws_cloudwatch_metric_alarm').map(({ metric_name: metric }) => metric);
    expect(failures).toEqual(expect.arrayContaining(['ExecutionsFailed', 'ExecutionsTimedOut', 'ExecutionThrottled', 'FailedInvocations', 'Errors', 'Throttles', '5xx', 'Reputation.BounceRate', 'Reputation.ComplaintRate']));
  });

  it('reliability: sends that the stop switch or the volume limit holds, and dead letters, are told', () => {
    const watched = all('aws_cloudwatch_metric_alarm', 'owner').filter(({ namespace }) => namespace === METRICS_NAMESPACE);
    expect(watched.map(({ metric_name: name }) => name).toSorted()).toEqual(Object.values(WATCHED_METRICS).toSorted());
    for (const alarm of watched) expect(alarm).toMatchObject({ dimensions: { service: serviceName('activate-segments') }, threshold: 0, treat_missing_data: 'notBreaching', alarm_actions: [expect.stringContaining('aws_sns_topic')] });
    const [dashboard] = all('aws_cloudwatch_dashboard', 'owner');
    for (const { alarm_name: name } of watched) expect(dashboard?.dashboard_body).toContain(`:alarm:${String(name)}`);
  });

  it('security: who approves may find a run that waits and answer it, and nothing else', () => {
    const [policy, ...others] = some('aws_iam_policy');
    expect([policy?.name, others]).toEqual(['parley-owner-approver', []]);
    const { Statement } = JSON.parse(String(policy?.policy)) as { Statement: { Action: string | string[]; Resource: string }[] };
    expect(Statement.flatMap(({ Action }) => Action).toSorted()).toEqual(['kms:Decrypt', 'states:DescribeExecution', 'states:GetExecutionHistory', 'states:ListExecutions', 'states:SendTaskFailure', 'states:SendTaskSuccess']);
    for (const { Action, Resource } of Statement) if (!String(Action).includes('SendTask')) expect(Resource).toMatch(/parley-owner-segmentation(:\*)?$|aws_kms_key/);
  });

  it('reliability: what became of messages is taken in one by one, and comes again where that fails', () => {
    const [taken, ...others] = some('aws_lambda_event_source_mapping');
    expect(others).toEqual([]);
    expect(taken).toMatchObject({ event_source_arn: expect.stringContaining('feedback'), function_name: expect.stringContaining('feedback'), function_response_types: ['ReportBatchItemFailures'] });
    const queue = some('aws_sqs_queue').find(({ name }) => name === 'parley-owner-feedback');
    const [taker] = some('aws_lambda_function').filter(({ function_name: name }) => name === 'parley-owner-feedback');
    expect(queue?.redrive_policy).toContain('deadLetterTargetArn');
    expect(Number(queue?.visibility_timeout_seconds)).toBeGreaterThanOrEqual(6 * Number(taker?.timeout));
    expect(taken?.scaling_config).toEqual({ maximum_concurrency: taker?.reserved_concurrent_executions });
  });

  it('makes nothing of Amazon Pinpoint that has ended, and no credential of a push service', () => {
    const pinpoint = [...resources.values()].flat().flatMap(([type]) => (type.startsWith('aws_pinpoint_') ? [type] : []));
    expect(pinpoint.filter((type) => type !== 'aws_pinpoint_app')).toEqual([]);
  });

  it('performance efficiency: columnar files, and nothing that must be sized', () => {
    for (const { parameters } of some('aws_glue_catalog_table')) expect(parameters).toMatchObject({ classification: 'parquet' });
    for (const { billing_mode: mode } of some('aws_dynamodb_table')) expect(mode).toBe('PAY_PER_REQUEST');
    for (const { architectures, runtime } of some('aws_lambda_function')) expect([architectures, runtime]).toEqual([['arm64'], 'nodejs22.x']);
    for (const server of ['aws_instance', 'aws_db_instance', 'aws_ecs_service', 'aws_redshift_cluster']) expect(all(server)).toEqual([]);
  });

  it('cost: a budget tells, and what is done with leaves', () => {
    expect(some('aws_budgets_budget')).toHaveLength(1);
    expect(some('aws_s3_bucket_lifecycle_configuration')).toHaveLength(all('aws_s3_bucket').length);
    for (const { rule } of all('aws_s3_bucket_lifecycle_configuration')) expect((rule as { id: string }[]).map(({ id }) => id)).toEqual(expect.arrayContaining(['old-versions', 'unfinished', 'tiering']));
    const kept = all('aws_s3_bucket_lifecycle_configuration').filter(({ rule }) => !JSON.stringify(rule).includes('"retention"'));
    expect(kept.map(({ bucket }) => JSON.stringify(bucket))).toEqual([expect.stringContaining('forgotten')]); // salted hashes, which keep people out
  });

  it('sustainability: storage that nobody reads moves to colder tiers', () => {
    for (const { rule } of some('aws_s3_bucket_lifecycle_configuration')) expect(JSON.stringify(rule)).toContain('INTELLIGENT_TIERING');
  });
});
