import checkov from './checkov.json';
import { NOT_TAKEN } from './not-taken';
import { OTHER_TYPES } from './other-types';
import { readPlan } from './plan/plan';
import { RULES } from './rules';
import { scan } from './scan-plan';
import { SUPPRESSIONS } from './suppressions';
import { type Case, cases } from './testing/cases';
import { edited, sound } from './testing/edited';
import { planned } from './testing/planned';

const told = (plan: unknown): string[] => scan(plan, []).map(({ rule, address }) => `${rule} ${address}`);

it('finds nothing in a sound plan', () => {
  expect(told(planned(sound))).toEqual([]);
});

it.each(cases.map((one): [string, Case] => [one.name, one]))('%s', (_, { edit, finds }) => {
  expect(told(planned(edited(sound, edit))).toSorted()).toEqual([...finds].sort());
});

it('has for every rule a resource that keeps it and one that breaks it', () => {
  const { resources } = readPlan(planned(sound));
  const broken = cases.flatMap(({ finds }) => finds.map((find) => find.split(' ')[0]));
  for (const { id, types } of RULES) {
    expect({ id, broken: broken.includes(id), kept: resources.some(({ type }) => types.includes(type)) }).toEqual({ id, broken: true, kept: true });
  }
});

it('says each rule once, and knows a type by rules or by a reason, not both', () => {
  expect(new Set(RULES.map(({ id }) => id)).size).toBe(RULES.length);
  const judged = RULES.flatMap(({ types }) => types);
  expect(Object.keys(OTHER_TYPES).filter((type) => judged.includes(type))).toEqual([]);
});

it('takes over each rule of checkov about these types, or says why not', () => {
  const taken = RULES.flatMap(({ like = [] }) => like);
  expect([...taken, ...Object.keys(NOT_TAKEN)].sort()).toEqual(Object.keys(checkov.rules).sort());
});

it('tells where, and how to repair it, and no value', () => {
  const found = scan(planned(edited(sound, { 'aws_lambda_function.normalize': { environment: [{ variables: { DB_PASSWORD: 'hunter2' } }] } })), []);
  expect(found).toEqual([
    {
      rule: 'LAMBDA_NO_SECRET',
      address: 'aws_lambda_function.normalize',
      message: "not so: a function's environment holds no secret (variable DB_PASSWORD)",
      repair: expect.stringContaining('Secrets Manager'),
    },
  ]);
  const [statement] = scan(planned(edited(sound, { 'aws_iam_policy.read': { policy: { statements: [{ Sid: 'Wide', Effect: 'Allow', Action: 's3:*', Resource: 'arn:aws:s3:::b' }] } } })), []);
  expect(statement?.message).toContain('statement Wide');
});

const suppression = (change: object = {}) => ({ rule: 'S3_ACCESS_LOGGED', address: /^aws_s3_bucket\.data$/, because: 'a test', ...change });

describe('a suppression', () => {
  const broken = planned(edited(sound, { 'aws_s3_bucket_logging.data': null }));

  it('lets its rule through at its address alone', () => {
    expect(scan(broken, [suppression()])).toEqual([]);
    for (const other of [{ rule: 'S3_VERSIONED' }, { address: /^aws_s3_bucket\.da$/ }, { address: /a/ }]) {
      expect(scan(broken, [suppression(other)]).map(({ rule }) => rule)).toContain('S3_ACCESS_LOGGED');
    }
  });

  it('is itself a finding where the rule holds without it', () => {
    expect(scan(planned(sound), [suppression()])).toEqual([expect.objectContaining({ rule: 'SUPPRESSION_USED', message: expect.stringContaining('S3_ACCESS_LOGGED') })]);
  });

  it('is of another plan where its resource is not', () => {
    expect(scan(planned(sound), [suppression({ address: /^aws_s3_bucket\.other$/ })])).toEqual([]);
  });

  it('names a rule, a whole address and a reason', () => {
    for (const { rule, address, because } of SUPPRESSIONS) {
      expect(RULES.map(({ id }) => id)).toContain(rule);
      expect(address.source).toMatch(/^\^.*\$$/);
      expect(because.length).toBeGreaterThan(40);
    }
  });
});

it.each([
  ['text', 'no plan'],
  ['a configuration', sound],
  ['a plan of a later format', { ...planned(sound), format_version: '2.0' }],
  ['a plan that failed', { ...planned(sound), errored: true }],
])('refuses %s', (_, plan) => {
  expect(() => scan(plan)).toThrow(/not a Terraform plan/);
});
