import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BudgetLedger } from '@parley/clean-room';
import type { Try } from '../attack';
import type { Trial } from '../outcome';

type BudgetTry = Extract<Try, { expect: 'budget-kept' }>;

const AT = new Date('2026-10-01T12:00:00.000Z');
const PANEL = { account: '222222222222', database: 'shared', table: 'panel' };

/** Starts queries all at once, on the clean room's own ledger, and counts those that got a use of the data. */
export async function raceBudget({ budget, starts, associations }: BudgetTry): Promise<Trial> {
  const folder = await mkdtemp(join(tmpdir(), 'parley-attack-'));
  try {
    const ledger = await BudgetLedger.open(join(folder, 'budgets.jsonl'));
    const reservations = Array.from({ length: starts }, (_, index) => {
      const name = associations[index % associations.length] ?? '';
      const table = { name, owner: PANEL.account, columns: [] };
      return ledger.reserve({ queryId: `q${index}`, at: AT, tables: [{ table, data: PANEL, budget: { budgetParameters: [{ type: 'LIFETIME', budget }] } }] });
    });
    const ran = (await Promise.all(reservations)).filter((spent) => spent.length === 0).length;
    await ledger.close();
    if (ran === budget) return { held: true, refusedBy: ['ACCESS_BUDGET_SPENT'] };
    return { held: false, finding: { why: `${ran} queries ran on a budget of ${budget}` } };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
