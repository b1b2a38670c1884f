import fc from 'fast-check';
import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BudgetParameter } from '@parley/contract';
import type { AssociatedTable } from '../room';
import { BudgetLedger } from './budget-ledger';

let folder: string;
let file: string;
let opened: BudgetLedger[];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'parley-budgets-'));
  file = join(folder, 'budgets.jsonl');
  opened = [];
});
afterEach(async () => {
  await Promise.all(opened.map((ledger) => ledger.close()));
  rmSync(folder, { recursive: true, force: true });
});

async function ledger(path = file): Promise<BudgetLedger> {
  const one = await BudgetLedger.open(path);
  opened.push(one);
  return one;
}

const DAY = 86_400_000;
const NOON = Date.parse('2026-11-22T12:00:00.000Z');
const daily = (budget: number): BudgetParameter => ({ type: 'CALENDAR_DAY', budget, autoRefresh: 'ENABLED' });
const lifetime = (budget: number): BudgetParameter => ({ type: 'LIFETIME', budget });

/** A table over the data of this name, under a name of its own. */
const table = (data: string, budgetParameters?: BudgetParameter[], changes: { name?: string; countsFrom?: string } = {}): AssociatedTable => ({
  table: { name: changes.name ?? data, owner: '444455556666', columns: [] },
  data: { account: '444455556666', database: 'shared', table: data },
  ...(budgetParameters && { budget: { budgetParameters, countsFrom: changes.countsFrom } }),
});

const use = (one: BudgetLedger, tables: AssociatedTable[], at = NOON, queryId = 'q') => one.reserve({ queryId, at: new Date(at), tables });
const names = (spent: readonly { table: string }[]) => spent.map(({ table: name }) => name);
const lines = () => readFileSync(file, 'utf8').trimEnd().split('\n');

it('is spent at its number, renewed with its period, and LIFETIME never', async () => {
  const one = await ledger();
  const people = table('people', [daily(2), lifetime(3)]);
  expect(await use(one, [people])).toEqual([]);
  expect(await use(one, [people])).toEqual([]);
  const [spent] = await use(one, [people]);
  expect(spent).toEqual({
    table: 'people',
    state: {
      aggregateRemainingBudget: 0,
      details: [
        { budgetType: 'CALENDAR_DAY', budget: 2, remainingBudget: 0, autoRefresh: 'ENABLED', start: new Date('2026-11-22'), end: new Date('2026-11-23') },
        { budgetType: 'LIFETIME', budget: 3, remainingBudget: 1 },
      ],
    },
  });
  expect(await use(one, [people], NOON + DAY)).toEqual([]);
  expect(names(await use(one, [people], NOON + 40 * DAY))).toEqual(['people']);
  expect(lines()).toHaveLength(3);
});

it('takes from every budget of a query or from none', async () => {
  const one = await ledger();
  const [people, visits, free] = [table('people', [lifetime(1)]), table('visits', [lifetime(2)]), table('free')];
  await use(one, [people]);
  expect(names(await use(one, [visits, people, free]))).toEqual(['people']);
  expect(one.state(visits.data, visits.budget!, new Date(NOON)).aggregateRemainingBudget).toBe(2);
  expect(await use(one, [free])).toEqual([]);
  expect(lines()).toHaveLength(1); // what has no budget leaves no line
});

it('counts the data: another name, another room and another case of letters go on where the last one stopped', async () => {
  const one = await ledger();
  await use(one, [table('people', [lifetime(1)])]);
  expect(names(await use(one, [table('people', [lifetime(1)], { name: 'panel' })]))).toEqual(['panel']);
  expect(names(await use(one, [table('People', [lifetime(1)])]))).toEqual(['People']);
  await one.close();
  opened = [];
  expect(names(await use(await ledger(), [table('people', [lifetime(1)])]))).toEqual(['people']);
});

it('counts a query that names the same data twice once', async () => {
  const one = await ledger();
  const twice = [table('people', [lifetime(2)]), table('people', [lifetime(2)], { name: 'panel' })];
  expect(await use(one, twice)).toEqual([]);
  expect(await use(one, twice)).toEqual([]);
  expect(names(await use(one, twice))).toEqual(['people', 'panel']);
});

it('begins anew when its owner edits it, not when its number is raised or lowered', async () => {
  const one = await ledger();
  await use(one, [table('people', [lifetime(1)])]);
  expect(await use(one, [table('people', [lifetime(2)])], NOON + 1)).toEqual([]);
  expect(names(await use(one, [table('people', [lifetime(1)])], NOON + 2))).toEqual(['people']);
  const edited = table('people', [lifetime(1)], { countsFrom: new Date(NOON + 2).toISOString() });
  expect(await use(one, [edited], NOON + 3)).toEqual([]);
  expect(names(await use(one, [edited], NOON + 4))).toEqual(['people']);
});

it('counts no use that it could not write', async () => {
  const one = await BudgetLedger.open(file);
  const people = table('people', [lifetime(1)]);
  await one.close();
  await expect(use(one, [people])).rejects.toMatchObject({ kind: 'fault' });
  expect(one.state(people.data, people.budget!, new Date(NOON)).aggregateRemainingBudget).toBe(1);
});

it('gives no use back to a clock that was set back', async () => {
  const one = await ledger();
  await use(one, [table('people', [daily(1)])]);
  expect(names(await use(one, [table('people', [daily(1)])], NOON - DAY))).toEqual(['people']);
});

it('keeps all whole lines of a crash, and starts nothing over a file that was changed', async () => {
  await use(await ledger(), [table('people', [lifetime(1)])]);
  appendFileSync(file, '{"queryId":"q2","at":"20');
  expect(names(await use(await ledger(), [table('people', [lifetime(1)])]))).toEqual(['people']);
  writeFileSync(file, `${lines().join('\n')}\n{"queryId":"q2","at":"2026-11-22T12:00:00.000Z"}\n`);
  await expect(ledger()).rejects.toMatchObject({ kind: 'fault', code: 'BUDGETS_UNREADABLE', problems: [{ line: 2 }] });
});

it('lets exactly as many of many concurrent starts through as every budget has left', async () => {
  const start = fc.record({ people: fc.boolean(), visits: fc.boolean(), at: fc.integer({ min: 0, max: 3 * DAY }) });
  const budgets = fc.record({ day: fc.integer({ min: 0, max: 4 }), life: fc.integer({ min: 0, max: 8 }), visits: fc.integer({ min: 0, max: 6 }) });
  let run = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(start, { maxLength: 25 }), budgets, async (starts, limit) => {
      run += 1;
      const path = join(folder, `${run}.jsonl`);
      const one = await ledger(path);
      const tables = { people: table('people', [daily(limit.day), lifetime(limit.life)]), visits: table('visits', [lifetime(limit.visits)]) };
      const used = (pick: (typeof starts)[number]) => [...(pick.people ? [tables.people] : []), ...(pick.visits ? [tables.visits] : [])];
      const inOrder = starts.toSorted((a, b) => a.at - b.at);
      const outcomes = await Promise.all(inOrder.map((pick, index) => use(one, used(pick), NOON + pick.at, `q${index}`)));

      // The model: one start after the other, counting days and all time.
      const days = new Map<number, number>();
      const spent = { people: 0, visits: 0 };
      inOrder.forEach((pick, index) => {
        const day = Math.floor((NOON + pick.at) / DAY);
        const today = days.get(day) ?? 0;
        const fits = (!pick.people || (today < limit.day && spent.people < limit.life)) && (!pick.visits || spent.visits < limit.visits);
        expect(outcomes[index]!.length === 0).toBe(fits);
        if (!fits) return;
        if (pick.people) days.set(day, today + 1);
        spent.people += Number(pick.people);
        spent.visits += Number(pick.visits);
      });

      // What another process reads is what this one counted.
      const now = new Date(NOON + 3 * DAY);
      const again = await ledger(path);
      for (const { data, budget } of Object.values(tables)) expect(again.state(data, budget!, now)).toEqual(one.state(data, budget!, now));
    }),
    { seed: 7, numRuns: 40 },
  );
});
