import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { loadContract, type Contract } from '@parley/contract';
import { loadPlan } from '@parley/owner-plan';
import { writeTruthContract } from './truth-contract';

const out = mkdtempSync(join(tmpdir(), 'truth-contract-'));
afterAll(() => rmSync(out, { recursive: true }));

/** The contract with the key taken out again and paths made comparable. */
function withoutKey(contract: Contract): unknown {
  const text = JSON.stringify({ ...contract, directory: '', name: '', notices: [] })
    .replaceAll(contract.directory, '')
    .replaceAll(/,\\n  \w+\.partner_id/g, '');
  return JSON.parse(text, (name, value) => (['allowedColumns', 'listColumns'].includes(name) ? value.filter((column: string) => column !== 'partner_id') : value));
}

describe('writeTruthContract', () => {
  it.each(['stacks', 'examples/online-shoppers', 'examples/telco-churn', 'examples/bank-marketing'])('%s: the partner id comes out, nothing else differs', async (folder) => {
    const original = await loadContract(resolve(__dirname, '..', folder));
    await writeTruthContract(original.directory, join(out, folder));
    const truth = await loadContract(join(out, folder));

    expect(withoutKey(truth)).toEqual(withoutKey(original));
    expect(await loadPlan(truth)).toEqual(await loadPlan(original));
    for (const { analyses } of truth.collaborations) {
      for (const { kind, sqlText } of analyses) expect([kind, /\bp\.partner_id\b/.test(sqlText)]).toEqual([kind, kind === 'match']);
    }
    expect(truth.notices.map(({ code }) => code)).toEqual(truth.partners.map(() => 'LIST_RELEASES_KEY'));
  });
});
