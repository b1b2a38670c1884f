import { resolve } from 'node:path';
import { judge } from '@parley/analysis-rules';
import { roomTables } from '@parley/clean-room';
import { type Contract, loadContract } from '@parley/contract';
import { z } from 'zod';
import type { PastQuery } from '../past-query';
import { watchHistory } from '../watch-history';
import bank from './bank-marketing.month.json';
import shop from './online-shoppers.month.json';
import telco from './telco-churn.month.json';

const timed = { hour: z.number(), sql: z.string() };
const once = z.strictObject({ day: z.int().min(1).max(30), ...timed });
const monthSchema = z.strictObject({
  about: z.string(),
  example: z.string(),
  mistakes: z.array(once),
  daily: z.array(z.strictObject({ hour: z.number(), analysis: z.string(), retryOn: z.array(z.int()) })),
  weekly: z.array(z.strictObject({ weekday: z.int(), ...timed })),
  once: z.array(once),
  /** A column that the partner adds on that day: until then, the daily analyses ask without it. */
  newColumn: z.strictObject({ from: z.int(), column: z.string() }),
});
type Month = z.infer<typeof monthSchema>;

const DAYS = Array.from({ length: 30 }, (_, index) => index + 1);
const RETRY_HOURS = 0.2;

/** When each text of a month is asked; the contract's analyses come from the contract. */
function askedIn({ daily, weekly, once, mistakes, newColumn }: Month, contract: Contract) {
  const analyses = new Map(contract.collaborations.flatMap((one) => one.analyses.map(({ name, sqlText }) => [name, sqlText])));
  const nightly = daily.flatMap(({ hour, analysis, retryOn }) =>
    DAYS.flatMap((day) => {
      const whole = analyses.get(analysis);
      if (!whole) throw new Error(`the contract has no analysis ${analysis}`);
      const sql = day < newColumn.from ? whole.replace(new RegExp(`,\\s*p\\.${newColumn.column}\\b`), '') : whole;
      return [{ day, hour, sql }, ...(retryOn.includes(day) ? [{ day, hour: hour + RETRY_HOURS, sql }] : [])];
    }),
  );
  const everyWeek = weekly.flatMap(({ weekday, hour, sql }) => DAYS.filter((day) => day % 7 === weekday).map((day) => ({ day, hour, sql })));
  return [...nightly, ...everyWeek, ...once, ...mistakes];
}

async function historyOf(month: Month): Promise<{ queries: PastQuery[]; partner: string }> {
  const contract = await loadContract(resolve(__dirname, '../../../../examples', month.example));
  const [partner] = contract.partners;
  if (!partner) throw new Error('the example has no partner');
  const tables = roomTables(contract, partner.id);
  const runner = contract.owner.account;
  const queries: PastQuery[] = [];
  for (const [index, { day, hour, sql }] of askedIn(month, contract).entries()) {
    const verdict = await judge({ sql, runner, receivers: [runner], tables });
    // Both parties refresh their tables every night, before the first query.
    const read = tables.map(({ name, owner }) => ({ table: name, owner, version: `day ${day}` }));
    queries.push({
      id: `q${index}`,
      at: new Date(Date.UTC(2026, 9, day) + hour * 3_600_000).toISOString(),
      collaboration: month.example,
      runner,
      sql,
      allowed: verdict.allowed,
      refusals: verdict.allowed ? [] : verdict.refusals.map(({ code }) => code),
      tables: read,
    });
  }
  return { queries, partner: partner.account };
}

it.each([['online-shoppers', shop], ['telco-churn', telco], ['bank-marketing', bank]])('a legitimate month of %s gives no warning', async (_, file) => {
  const month = monthSchema.parse(file);
  const { queries, partner } = await historyOf(month);
  // The month is what it says: its queries are allowed, its mistakes are refused.
  expect(queries.filter(({ allowed }) => !allowed).map(({ sql }) => sql)).toEqual(month.mistakes.map(({ sql }) => sql));
  expect(queries.length).toBeGreaterThan(75);
  const { warnings, notCompared, queries: seen } = await watchHistory(partner, queries);
  expect({ warnings, notCompared, seen }).toEqual({ warnings: [], notCompared: 0, seen: queries.length });
});

it('a month with an attack in it gives a warning about the attack alone', async () => {
  const { queries, partner } = await historyOf(monthSchema.parse(bank));
  const template = queries[0]!;
  const attack = Array.from({ length: 30 }, (_, index) => ({
    ...template,
    id: `attack-${index}`,
    at: new Date(Date.UTC(2026, 9, index + 1, 17)).toISOString(),
    sql: `SELECT DISTINCT p.job FROM customers c JOIN people p ON c.hashed_email = p.hashed_email WHERE c.customer_id = 'c${index}'`,
  }));
  const { warnings } = await watchHistory(partner, [...queries, ...attack]);
  expect(warnings.map(({ detector }) => detector)).toEqual(['value-sweep']);
  expect(warnings[0]!.queries.every((id) => id.startsWith('attack-'))).toBe(true);
});
