import type { Comparison } from './compare';
import { CLAUSES } from './oracle/clauses';

/** Counts over a run, so that a lopsided generator shows. */
export class Tally {
  queries = 0;
  allowed = 0;
  releasedRows = 0;
  releasedCells = 0;
  suppressedRows = 0;
  /** Allowed queries by what came out. */
  readonly results = { 'rows only': 0, 'rows, and some held back': 0, 'all held back': 0, 'no rows at all': 0 };
  readonly byClause = new Map<string, number>();
  /** Denied for this clause alone: only such a query shows that both judges know it. */
  readonly byClauseAlone = new Map<string, number>();
  readonly byCode = new Map<string, number>();
  readonly byMutation = new Map<string, number>();

  add({ clauses, codes, released, suppressed }: Comparison, mutation: string | undefined): void {
    this.queries++;
    if (mutation) count(this.byMutation, mutation);
    for (const code of new Set(codes)) count(this.byCode, code);
    for (const clause of clauses) count(this.byClause, clause);
    if (clauses.length === 1 && clauses[0]) count(this.byClauseAlone, clauses[0]);
    if (clauses.length > 0) return;
    this.allowed++;
    this.releasedRows += released.length;
    this.releasedCells += released.reduce((sum, cells) => sum + cells.length, 0);
    this.suppressedRows += suppressed;
    const some = suppressed > 0;
    this.results[released.length > 0 ? (some ? 'rows, and some held back' : 'rows only') : some ? 'all held back' : 'no rows at all']++;
  }

  /** The oracle's clauses that no query met. */
  unseen(): string[] {
    return CLAUSES.filter((clause) => !this.byClause.has(clause));
  }

  /** A report in Markdown. */
  toString(): string {
    const percent = Math.round((100 * this.allowed) / this.queries);
    return [
      `${this.queries} queries: ${this.allowed} allowed (${percent} %), ${this.queries - this.allowed} denied`,
      `allowed: ${Object.entries(this.results).map(([name, n]) => `${name} ${n}`).join(', ')}`,
      `released: ${this.releasedRows} rows, ${this.releasedCells} cells; held back by thresholds: ${this.suppressedRows} rows`,
      '',
      '| clause of the documents | denied | for it alone |',
      '| --- | --- | --- |',
      ...descending(this.byClause).map(([clause, n]) => `| ${clause} | ${n} | ${this.byClauseAlone.get(clause) ?? 0} |`),
      ...this.unseen().map((clause) => `| ${clause} | 0 | 0 |`),
      '',
      '| code of the engine | queries |',
      '| --- | --- |',
      ...descending(this.byCode).map(([code, n]) => `| ${code} | ${n} |`),
      '',
      `mutations: ${descending(this.byMutation).map(([name, n]) => `${name} ${n}`).join(', ')}`,
    ].join('\n'); // prettier-ignore
  }
}

const count = (counts: Map<string, number>, key: string): void => void counts.set(key, (counts.get(key) ?? 0) + 1);

const descending = (counts: ReadonlyMap<string, number>): [string, number][] => [...counts].sort(([, a], [, b]) => b - a);
