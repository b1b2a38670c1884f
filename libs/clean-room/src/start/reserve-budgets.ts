import type { Verdict } from '@parley/analysis-rules';
import type { BudgetLedger } from '../budgets/budget-ledger';
import { budgetSpent } from '../errors';
import type { Room } from '../room';

/** Takes an allowed query's uses from the budgets of its tables; refuses it where one is spent. */
export async function reserveBudgets(verdict: Verdict, room: Room, query: { id: string; at: Date }, ledger: BudgetLedger): Promise<Verdict> {
  if (!verdict.allowed) return verdict;
  const used = new Set(verdict.reads.map(({ table }) => table));
  const tables = room.tables.filter(({ table }) => used.has(table.name));
  const spent = await ledger.reserve({ queryId: query.id, at: query.at, tables });
  return spent.length === 0 ? verdict : { allowed: false, refusals: spent.map(budgetSpent) };
}
