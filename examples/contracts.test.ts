import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { compileTemplate } from '@parley/activation';
import { judge, type RoomTable } from '@parley/analysis-rules';
import { loadContract, normalizedColumns, type Party } from '@parley/contract';
import { loadPlan } from '@parley/owner-plan';
import { openCsv, readTypedCsvTable } from '@parley/tabular';
import { describeWith, sharedPath } from '@parley/testing';

const EXAMPLES = [
  { example: 'online-shoppers', data: 'online-shoppers', owner: 9864, partner: 9864 },
  { example: 'telco-churn', data: 'telco-churn', owner: 7043, partner: 7043 },
  { example: 'bank-marketing', data: 'bank-additional', owner: 32_950, partner: 32_950 },
];

/** A party's configured tables, as its clean room sees them. */
function roomTables({ account, tables }: Party): RoomTable[] {
  return tables.flatMap((table) => {
    const { name, allowedColumns, analysisRule, collaborationAnalysisRule: collaborationRule } = table;
    const columns = normalizedColumns(table).filter((column) => allowedColumns?.includes(column.name));
    return allowedColumns ? [{ name, owner: account, columns, analysisRule, collaborationRule }] : [];
  });
}

describe.each(['stacks', ...EXAMPLES.map(({ example }) => `examples/${example}`)])('the contract in %s', (folder) => {
  const contract = loadContract(resolve(__dirname, '..', folder));

  it('is sound, plan and all, with nothing that needs a notice', async () => {
    await loadPlan(await contract);
    expect((await contract).notices).toEqual([]);
  });

  it('asks only what its rules allow', async () => {
    const { owner, partners, collaborations } = await contract;
    for (const { partner, analyses } of collaborations) {
      const tables = [owner, ...partners.filter(({ id }) => id === partner)].flatMap(roomTables);
      for (const { name, sqlText: sql } of analyses) {
        const verdict = await judge({ sql, runner: owner.account, receivers: [owner.account], tables });
        expect([name, verdict]).toEqual([name, expect.objectContaining({ allowed: true })]);
      }
    }
  });

  it('writes to people with and without a first name, and escapes it', async () => {
    const { directory } = await contract;
    for (const campaign of (await loadPlan(await contract)).campaigns) {
      if (campaign.channel !== 'email') continue;
      const { subject, template } = campaign;
      const file = join(directory, 'owner', template);
      const { render } = compileTemplate({ subject, html: readFileSync(file, 'utf8'), file }, ['firstName']);
      expect(render({ firstName: '<b>Zoë', unsubscribeUrl: 'https://u' }).html).toContain('Hello &lt;b&gt;Zoë,');
      expect(render({ firstName: null, unsubscribeUrl: 'https://u' }).html).toContain('Hello,');
    }
  });
});

describeWith('data', 'the examples on their data', () => {
  it.each(EXAMPLES)('$example declares every column of its files, each of its type', async ({ example, data, ...rows }) => {
    const { owner, partners } = await loadContract(join(__dirname, example));
    for (const { id, tables } of [owner, ...partners]) {
      const [{ source, columns }] = tables as [(typeof tables)[0]];
      const file = sharedPath('data', data, source.file);
      const csv = await openCsv(file);
      await csv.close();
      expect(columns.map(({ name, from }) => from ?? name).sort()).toEqual([...csv.header].sort());
      expect((await readTypedCsvTable(file, columns)).rows).toBe(rows[id as 'owner' | 'partner']);
    }
  });
});
