import { xgboostImage } from './image';
import { jobName } from './job-name';
import { readTransform } from './read-transform';

it('puts scores where they belong, in whatever order they come', async () => {
  expect([...(await readTransform(['2,0.25', '0,1e-05', '1,1', ''], 3))]).toEqual([0.00001, 1, 0.25]);
});

it.each([
  ['a row without a score', ['0,0.5'], 'Of 2 rows 1 have no score and 0 have two; 0 lines'],
  ['a row with two', ['0,0.5', '1,0.5', '1,0.6'], '0 have no score and 1 have two'],
  ['a row of another file', ['0,0.5', '2,0.5'], '1 lines'],
  ['a score that is none', ['0,0.5', '1,1.5'], '1 lines'],
  ['an empty score', ['0,0.5', '1,'], '1 lines'],
  ['no score', ['0,0.5', '1'], '1 lines'],
  ['a line with the features still in it', ['0,0.5', '1,41,0.5'], '1 lines'],
  ['a text', ['0,0.5', '1,nan'], '1 lines'],
])('refuses %s', async (_, lines, says) => {
  await expect(readTransform(lines, 2)).rejects.toMatchObject({ code: 'XGBOOST_SCORES_UNREADABLE', message: expect.stringContaining(says) });
});

it('takes the container of the region, and refuses a region without', () => {
  expect(xgboostImage('eu-west-1')).toBe('141502667606.dkr.ecr.eu-west-1.amazonaws.com/sagemaker-xgboost:1.7-1');
  expect(() => xgboostImage('moon-east-1')).toThrow(expect.objectContaining({ code: 'XGBOOST_NO_IMAGE' }));
});

const name = (execution: string): string => jobName('run-of-a-very-long-name-2026-07-01', 'partner-12-third-5', execution);

it('names a job as SageMaker takes it, alike for one execution and unlike for the next', () => {
  expect(name('a')).toMatch(/^[a-zA-Z0-9](-*[a-zA-Z0-9]){0,62}$/);
  expect(name('a')).toBe(name('a'));
  expect(name('a')).not.toBe(name('b'));
  expect(jobName('r_1', 'own', 'a')).toMatch(/^parley-r-1-own-[0-9a-f]{10}$/);
});
