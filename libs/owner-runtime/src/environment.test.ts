import { readEnvironment } from './environment';

const GOOD = {
  AWS_REGION: 'eu-west-1',
  LAMBDA_TASK_ROOT: '/var/task',
  WORK_BUCKET: 'parley-owner-work-111122223333',
  RESULTS_BUCKET: 'parley-owner-results-111122223333',
  SOURCE_BUCKET: 'parley-owner-data-111122223333',
  MEMBERSHIPS: '{"partner-sample":"00000000-0000-4000-8000-000000000001"}',
};

it('reads what a stack sets, and leaves out what a step is not given', () => {
  expect(readEnvironment({ ...GOOD, PATH: '/bin' })).toEqual({ ...GOOD, MEMBERSHIPS: { 'partner-sample': '00000000-0000-4000-8000-000000000001' }, SQL_ENGINE: 'duckdb' });
});

it.each([
  ['WORK_BUCKET', undefined],
  ['WORK_BUCKET', 's3://bucket'],
  ['MEMBERSHIPS', 'partner-sample=1'],
  ['MEMBERSHIPS', '{"partner-sample":"nonsense"}'],
  ['SQL_ENGINE', 'spark'],
])('refuses %s=%s by name, and repeats no value', (name, value) => {
  const read = () => readEnvironment({ ...GOOD, [name]: value });
  expect(read).toThrow(expect.objectContaining({ code: 'ENVIRONMENT_INVALID', message: expect.stringContaining(name) }));
  if (value !== undefined) expect(read).not.toThrow(value);
});
