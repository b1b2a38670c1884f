import type { ColumnTable } from '@parley/tabular';
import { ConsentFile } from '../consent-file';
import { SuppressionFile } from '../suppression-file';
import { addressSubject } from '../suppression-subject';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { consentsOf } from './consents-of';
import cases from './imports.cases.json';
import { suppressionsOf } from './suppressions-of';
import { withConsents, withSuppressions } from './with-imported';

const NOW = new Date('2026-07-01T11:00:00Z');

function table(header: string, ...rows: string[]): ColumnTable {
  const split = rows.map((row) => row.split(','));
  const columns = header.split(',').map((name, index) => ({ name, type: 'string' as const, values: split.map((row) => (row[index] === '' ? null : (row[index] ?? null))) }));
  return { rows: rows.length, columns };
}

const HEADER = 'customer_id,purpose,channel,granted,at,source,expires';

describe('a consent file', () => {
  it('says who agreed to what', () => {
    const records = consentsOf(table(HEADER, 'c1,marketing,sms,yes,2026-06-01T10:00:00+02:00,form,', 'c2,marketing,email,false,2026-06-02T10:00:00Z,call,2027-01-01T00:00:00Z'), 'consents.csv', NOW);
    expect(records).toEqual([
      { recipient: 'c1', purpose: 'marketing', channel: 'sms', granted: true, at: '2026-06-01T10:00:00+02:00', source: 'form' },
      { recipient: 'c2', purpose: 'marketing', channel: 'email', granted: false, at: '2026-06-02T10:00:00Z', source: 'call', expires: '2027-01-01T00:00:00Z' },
    ]);
  });

  it.each(cases as { title: string; header?: string; row: string; line: number; message: string }[])('is refused for $title', ({ header, row, line, message }) => {
    const good = 'c1,marketing,sms,yes,2026-06-01T10:00:00Z,form,';
    expect(() => consentsOf(table(header ?? HEADER, good, row), 'consents.csv', NOW)).toThrow(
      expect.objectContaining({ code: 'ACTIVATION_CONSENT_FILE', problems: [expect.objectContaining({ file: 'consents.csv', line, message: expect.stringContaining(message) as string })] }),
    );
  });

  it('stands beside a store; of both the latest counts', async () => {
    const store = await ConsentFile.open(join(await mkdtemp(join(tmpdir(), 'parley-import-')), 'consents.jsonl'));
    await store.record([{ recipient: 'c1', purpose: 'marketing', channel: 'sms', granted: false, at: '2026-06-15T00:00:00Z', source: 'STOP' }]);
    const both = withConsents(store, consentsOf(table(HEADER, 'c1,marketing,sms,yes,2026-06-01T10:00:00Z,form,', 'c2,marketing,sms,yes,2026-06-01T10:00:00Z,form,'), 'consents.csv', NOW));
    const found = await both.read(['c1', 'c2', 'c3'], 'marketing', 'sms');
    expect([...found].map(([id, { granted }]) => [id, granted])).toEqual([['c1', false], ['c2', true]]);
    await store.close();
  });
});

describe('a suppression file', () => {
  it('is a list of e-mail addresses, or of addresses by channel', () => {
    expect(suppressionsOf(table('email', ' Ada@Example.com', ''), 's.csv')).toEqual(new Set([addressSubject('email', 'ada@example.com')]));
    expect(suppressionsOf(table('channel,address', 'sms,+44 7700 900123', 'in-app,c1'), 's.csv')).toEqual(new Set([addressSubject('sms', '+447700900123'), addressSubject('in-app', 'c1')]));
  });

  it.each([
    ['a channel that is none', table('channel,address', 'sms,+447700900123', 'fax,1'), 3],
    ['no column of addresses', table('channel,adress', 'sms,+447700900123'), 1],
  ])('is refused for %s', (_title, rows, line) => {
    expect(() => suppressionsOf(rows, 's.csv')).toThrow(expect.objectContaining({ code: 'ACTIVATION_SUPPRESSION_FILE', problems: [expect.objectContaining({ line })] }));
  });

  it('stands beside a store', async () => {
    const store = await SuppressionFile.open(join(await mkdtemp(join(tmpdir(), 'parley-import-')), 'suppressions.jsonl'));
    await store.suppress([{ subject: 'a', reason: 'bounced', at: NOW.toISOString() }]);
    expect(await withSuppressions(store, new Set(['b'])).suppressed(['a', 'b', 'c'])).toEqual(new Set(['a', 'b']));
    await store.close();
  });
});
