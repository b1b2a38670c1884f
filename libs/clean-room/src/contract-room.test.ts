import { resolve } from 'node:path';
import { judge } from '@parley/analysis-rules';
import { type Analysis, type Contract, loadContract } from '@parley/contract';
import { analysisRequest, contractRoom } from './contract-room';

const BUDGET = { budgetParameters: [{ type: 'LIFETIME' as const, budget: 5 }] };
const ARN = 'arn:aws:cleanrooms:us-east-1:444455556666:membership/00000000-0000-4000-8000-000000000000/analysistemplate/00000000-0000-4000-8000-000000000001';

/** The shipped contract, whose partner's people have a budget and one template, which two analyses run. */
async function contract(): Promise<Contract> {
  const shipped = await loadContract(resolve(__dirname, '../../../stacks'));
  const partners = shipped.partners.map((partner) => ({
    ...partner,
    tables: partner.tables.map((table) => (table.name === 'people' ? { ...table, accessBudget: BUDGET } : table)),
  }));
  const analysisTemplate = { arn: ARN, analysisParameters: [{ name: 'area', type: 'VARCHAR' as const }], parameters: {} };
  const analyses = ['one', 'two'].map((name): Analysis => ({ name, kind: 'match', sql: 'x.sql', file: 'x.sql', sqlText: 'SELECT :area FROM people', analysisTemplate }));
  const collaborations = shipped.collaborations.map((one) => (one.partner === 'partner-sample' ? { ...one, analyses } : one));
  return { ...shipped, partners, collaborations };
}

it('is the owner’s membership: tables where the pair’s copies lie, their budgets, each template once', async () => {
  const changed = await contract();
  expect(() => contractRoom(changed, 'nobody', 'm')).toThrow('no partner "nobody"');
  const room = contractRoom(changed, 'partner-sample', 'm');
  expect(room).toMatchObject({ membershipId: 'm', collaboration: 'owner-partner-sample', runner: '111122223333', receivers: ['111122223333'] });
  expect(room.tables.map(({ table, data, budget }) => [table.name, data.account, data.database, budget])).toEqual([
    ['customers', '111122223333', 'parley_owner_for_partner_sample', undefined],
    ['orders', '111122223333', 'parley_owner_for_partner_sample', undefined],
    ['people', '444455556666', 'parley_partner_sample_for_owner', BUDGET],
    ['visits', '444455556666', 'parley_partner_sample_for_owner', undefined],
  ]);
  expect(room.templates).toEqual([
    { arn: ARN, creator: '444455556666', text: 'SELECT :area FROM people', parameters: [{ name: 'area', type: 'VARCHAR' }] },
  ]);
});

it('judges an analysis as it will run: a template’s missing value is told', async () => {
  const changed = await contract();
  const request = analysisRequest(changed, 'partner-sample', changed.collaborations[0]!.analyses[0]!);
  const verdict = await judge(request);
  expect(verdict.allowed ? [] : verdict.refusals.map(({ code }) => code)).toContain('TEMPLATE_PARAMETER_MISSING');
});
