import type { Party } from '@parley/contract';
import { runbook } from './runbook';

const people = {
  name: 'people',
  source: { file: 'people.csv' },
  columns: [{ name: 'email', type: 'string', role: 'email', knownAt: 'always' }, { name: 'income_band', type: 'string' }],
  allowedColumns: ['hashed_email', 'income_band'],
  analysisRule: { analysisRuleType: 'LIST', analysisRulePolicy: { v1: { list: { joinColumns: ['hashed_email'], listColumns: ['income_band'] } } } },
  collaborationAnalysisRule: { allowedResultReceivers: ['111122223333'] },
};
const existing = { bucket: 'panel-lake', prefix: 'panel/people/', database: 'lake', table: 'people' };
const pageOf = (...tables: object[]): string => runbook({ id: 'partner-panel', name: 'Panel', account: '222233334444', retentionDays: 180, tables } as unknown as Party);

it('says where to upload what Parley normalises', () => {
  const page = pageOf(people);
  expect(page).toContain('`aws s3 cp people.csv s3://parley-partner-panel-data-222233334444/incoming/people/`');
  expect(page).toContain('five keys');
  expect(page).not.toContain('yourself, hashed');
});

it('asks for no upload of a table that the partner keeps, and makes nothing for it', () => {
  const page = pageOf({ ...people, existing });
  expect(page).toContain('Nothing to upload. You keep **people** (s3://panel-lake/panel/people/) yourself');
  expect(page).toContain('`partner-panel-data` (empty, since you keep your tables yourself)');
  expect(page).not.toMatch(/incoming|five keys/);
});

it('tells the two apart where a partner has both', () => {
  const page = pageOf({ ...people, existing }, { ...people, name: 'visits' });
  expect(page).toContain('incoming/visits/');
  expect(page).not.toContain('incoming/people/');
  expect(page).toContain('You keep **people**');
});
