import { AppendLog } from '@parley/files';
import type { TableRef } from '@parley/catalog';
import { z } from 'zod';
import { budgetsUnreadable } from '../errors';
import type { AssociatedTable, TableBudget } from '../room';
import { type BudgetState, budgetState, type SpentBudget } from './budget-state';

/** What a query that may run uses up. */
export interface BudgetUse {
  queryId: string;
  at: Date;
  /** The tables it uses; those without a budget cost nothing. */
  tables: readonly AssociatedTable[];
}

const lineSchema = z.strictObject({ queryId: z.string(), at: z.iso.datetime(), data: z.array(z.string()).min(1) });

/**
 * What access budgets were spent on: a file of one line a query, on disk before the query starts. Nothing is ever given
 * back: not by a query that failed, was cancelled or was killed, since whoever can make a query fail could then ask
 * without end (attacks.md 54). Uses are counted by the data, not by its association: a new association, configured table or
 * collaboration over the same data begins where the last one stopped (attacks.md 55).
 *
 * One process writes it at a time (the clean room's lock sees to that).
 */
export class BudgetLedger {
  readonly #log: AppendLog;
  readonly #uses: Map<string, number[]>;
  #last: Promise<unknown> = Promise.resolve();

  private constructor(log: AppendLog, uses: Map<string, number[]>) {
    this.#log = log;
    this.#uses = uses;
  }

  /** Opens the file, or begins one. A last line that a crash cut short was never acknowledged. Throws BUDGETS_UNREADABLE (fault). */
  static async open(file: string): Promise<BudgetLedger> {
    const uses = new Map<string, number[]>();
    const log = await AppendLog.open(file, (text, number) => {
      const line = readLine(text);
      if (!line) throw budgetsUnreadable(file, number);
      for (const data of line.data) count(uses, data, Date.parse(line.at));
    });
    return new BudgetLedger(log, uses);
  }

  /**
   * Takes one use from every budget, or from none: gives the budgets that do not allow it. Once it returns nothing, the
   * reservation is on disk. Reservations are made one after the other, in the order of the calls.
   */
  reserve(use: BudgetUse): Promise<readonly SpentBudget[]> {
    const made = this.#last.then(() => this.#reserve(use));
    this.#last = made.catch(() => undefined);
    return made;
  }

  /** How a budget over this data stands. */
  state(data: TableRef, budget: TableBudget, now: Date): BudgetState {
    return budgetState(budget, this.#uses.get(dataKey(data)) ?? [], now);
  }

  async close(): Promise<void> {
    await this.#last;
    await this.#log.close();
  }

  async #reserve({ queryId, at, tables }: BudgetUse): Promise<readonly SpentBudget[]> {
    const budgeted = tables.filter(({ budget }) => budget);
    const spent = budgeted.flatMap(({ table, data, budget }) => {
      const state = this.state(data, budget!, at);
      return state.aggregateRemainingBudget > 0 ? [] : [{ table: table.name, state }];
    });
    // A query uses the same data once, under however many names.
    const keys = [...new Set(budgeted.map(({ data }) => dataKey(data)))];
    if (spent.length > 0 || keys.length === 0) return spent;
    await this.#log.append(JSON.stringify({ queryId, at: at.toISOString(), data: keys } satisfies z.infer<typeof lineSchema>));
    for (const key of keys) count(this.#uses, key, at.getTime());
    return [];
  }
}

/** Glue reads names of databases and tables in any case. */
function dataKey({ account, database, table }: TableRef): string {
  return [account, database, table].join('/').toLowerCase();
}

function count(uses: Map<string, number[]>, key: string, at: number): void {
  const times = uses.get(key);
  if (times) times.push(at);
  else uses.set(key, [at]);
}

function readLine(text: string): z.infer<typeof lineSchema> | undefined {
  try {
    return lineSchema.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}
