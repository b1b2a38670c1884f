import cases from './agreements.cases.json';
import { loadContract } from './load-contract';
import { type BrokenCase, type Edit, expectedProblems, problemsOf, withContract } from './testing/edited-contract';

const ARN = 'arn:aws:cleanrooms:us-east-1:222222222222:membership/00000000-0000-4000-8000-000000000000/analysistemplate/00000000-0000-4000-8000-000000000001';

describe('what an access budget or a template gets wrong is told, and nothing else', () => {
  it.each((cases as BrokenCase[]).map((broken) => [broken.name, broken] as const))('%s', async (_, broken) => {
    await withContract(broken.edits, async (directory) => {
      const problems = await problemsOf(() => loadContract(directory));
      expect(problems).toEqual(expectedProblems(directory, broken.expect));
    });
  });
});

it('loads budgets and templates; analyses may share a template, each with values of its own', async () => {
  const template = `{ arn: '${ARN}', analysisParameters: [{ name: area, type: VARCHAR, defaultValue: NW }]`;
  const line = '      - { name: by-email, kind: match, sql: analyses/by-email.sql }';
  const edits: Edit[] = [
    {
      file: 'owner/collaboration.yaml',
      replace: line,
      with: [
        `      - { name: first, kind: match, sql: analyses/by-email.sql, analysisTemplate: ${template} } }`,
        `      - { name: second, kind: match, sql: analyses/by-email.sql, analysisTemplate: ${template}, parameters: { area: SE } } }`,
      ].join('\n'),
    },
    {
      file: 'panel/party.yaml',
      replace: '    source: { file: panel/visits.csv }\n',
      with: '    source: { file: panel/visits.csv }\n    accessBudget: { budgetParameters: [{ type: CALENDAR_MONTH, budget: 30, autoRefresh: ENABLED }, { type: LIFETIME, budget: 200 }] }\n',
    },
  ];
  await withContract(edits, async (directory) => {
    const contract = await loadContract(directory);
    expect(contract.collaborations[0]!.analyses.map(({ analysisTemplate }) => analysisTemplate?.parameters)).toEqual([{}, { area: 'SE' }]);
    expect(contract.partners[0]!.tables.find(({ name }) => name === 'visits')!.accessBudget).toEqual({
      budgetParameters: [{ type: 'CALENDAR_MONTH', budget: 30, autoRefresh: 'ENABLED' }, { type: 'LIFETIME', budget: 200 }],
    });
  });
});
