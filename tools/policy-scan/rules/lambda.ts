import { isOwnKey } from '../plan/own-key';
import type { PlannedResource } from '../plan/planned-resource';
import type { Rule } from '../rule';

const types = ['aws_lambda_function'];
/** Runtimes that AWS still mends by the end of 2027 (Lambda Developer Guide, "Lambda runtimes", read 2026-11). */
const RUNTIMES = ['nodejs22.x', 'nodejs24.x', 'python3.12', 'python3.13', 'python3.14', 'java21', 'java25', 'provided.al2023'];
const SECRET_NAME = /(secret|password|passwd|token|api_?key|access_?key|private_?key|credential)/i;
/** A name or an ARN of a secret is no secret. */
const POINTER_NAME = /_(arn|id|name|path)$/i;
const SECRET_VALUE = /(AKIA|ASIA)[A-Z0-9]{16}|-----BEGIN [A-Z ]*PRIVATE KEY|\bgh[pousr]_[A-Za-z0-9]{36}|^[A-Za-z0-9/+]{40}$/;

/** Functions. */
export const LAMBDA_RULES: readonly Rule[] = [
  {
    id: 'LAMBDA_TRACED',
    like: ['CKV_AWS_50'],
    types,
    says: 'a function is traced',
    repair: 'set tracing_config.mode = Active',
    holds: (lambda) => lambda.value('tracing_config.0.mode') === 'Active',
  },
  {
    id: 'LAMBDA_DEAD_LETTERS',
    like: ['CKV_AWS_116'],
    types,
    says: 'an event that a function fails on is kept',
    repair: 'set dead_letter_config.target_arn to a queue, or an aws_lambda_function_event_invoke_config with an on_failure destination, which says more',
    holds: (lambda, plan) =>
      lambda.has('dead_letter_config.0.target_arn') || plan.of(lambda, 'aws_lambda_function_event_invoke_config', 'function_name').some((invoke) => invoke.has('destination_config.0.on_failure.0.destination')),
  },
  {
    id: 'LAMBDA_BOUNDED',
    like: ['CKV_AWS_115'],
    types,
    says: 'how often a function runs at once is bounded',
    repair: 'set reserved_concurrent_executions',
    holds: (lambda) => Number(lambda.value('reserved_concurrent_executions') ?? -1) > 0,
  },
  {
    id: 'LAMBDA_RUNTIME',
    like: ['CKV_AWS_363'],
    types,
    says: 'a function runs on a runtime that AWS still mends',
    repair: `set runtime to one of ${RUNTIMES.join(', ')}`,
    holds: (lambda) => RUNTIMES.includes(lambda.text('runtime') ?? ''),
  },
  {
    id: 'LAMBDA_ARM',
    types,
    says: 'a function runs on arm64, which costs a fifth less',
    repair: "set architectures = ['arm64']",
    holds: (lambda) => String(lambda.value('architectures') ?? '') === 'arm64',
  },
  {
    id: 'LAMBDA_NO_SECRET',
    like: ['CKV_AWS_45'],
    types,
    says: "a function's environment holds no secret",
    repair: 'give it the ARN of a secret in Secrets Manager, under a name that ends in _ARN',
    holds: (lambda) => secretVariables(lambda).length === 0,
    where: (lambda) => `variable ${secretVariables(lambda).join(', ')}`,
  },
  {
    id: 'LAMBDA_OWN_KEY',
    like: ['CKV_AWS_173'],
    types,
    says: "a function's environment is encrypted under a key of its owner's",
    repair: 'set kms_key_arn',
    holds: (lambda, plan) => !lambda.isWritten('environment') || isOwnKey(lambda, 'kms_key_arn', plan),
  },
  {
    id: 'LAMBDA_NOT_PUBLIC',
    like: ['CKV_AWS_301', 'CKV_AWS_364'],
    types: ['aws_lambda_permission'],
    says: 'named callers call a function, and a service only for a named source',
    repair: 'name the principal; for a service, set source_arn or source_account',
    holds: (permission) => {
      const principal = permission.text('principal') ?? '*';
      return principal !== '*' && (!principal.endsWith('.amazonaws.com') || permission.has('source_arn') || permission.has('source_account'));
    },
  },
];

function secretVariables(lambda: PlannedResource): string[] {
  const variables = Object.entries((lambda.value('environment.0.variables') ?? {}) as Record<string, unknown>);
  return variables.filter(([name, value]) => (SECRET_NAME.test(name) && !POINTER_NAME.test(name)) || SECRET_VALUE.test(String(value))).map(([name]) => name);
}
