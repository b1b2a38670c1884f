import { resolve } from 'node:path';
import { loadContract } from '@parley/contract';
import { roomTables } from './room-tables';

it('associates what the owner and the one partner allow, hashed identifiers in place of raw ones', async () => {
  const contract = await loadContract(resolve(__dirname, '../../../stacks'));
  const tables = roomTables(contract, 'partner-sample');
  expect(tables.map(({ name, owner }) => `${owner} ${name}`)).toEqual([
    '111122223333 customers',
    '111122223333 orders',
    '444455556666 people',
    '444455556666 visits',
  ]);
  const people = tables.find(({ name }) => name === 'people')!;
  expect(people.columns).toContainEqual({ name: 'hashed_email', type: 'string' });
  expect(people.columns).toContainEqual({ name: 'children_at_home', type: 'int' });
  expect(people.columns.map(({ name }) => name)).not.toEqual(expect.arrayContaining(['partner_id']));
  expect(people).toMatchObject({ analysisRule: { analysisRuleType: 'LIST' }, collaborationRule: { allowedResultReceivers: ['111122223333'] } });
  expect(() => roomTables(contract, 'nobody')).toThrow('no partner "nobody"');
});
