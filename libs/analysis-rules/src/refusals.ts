import { fault, type ParleyError } from '@parley/errors';
import { CODES, type RefusalCode } from './codes';
import type { Refusal, Span } from './request';

/** What a refusal says beside its code; names only, never data. */
export interface RefusalDetail {
  span?: Span;
  rule?: string;
  table?: string;
  column?: string;
  /** Fills the other `{…}` of the texts in `codes.ts`. */
  [placeholder: string]: string | number | readonly string[] | Span | undefined;
}

/** Makes a refusal from its code's texts. */
export function refuse(code: RefusalCode, detail: RefusalDetail = {}): Refusal {
  const [message, repair] = CODES[code];
  const { span, rule, table, column } = detail;
  return {
    code,
    message: fill(message, detail),
    ...(rule !== undefined && { rule }),
    ...(table !== undefined && { table }),
    ...(column !== undefined && { column }),
    ...(span !== undefined && { span }),
    repair: fill(repair, detail),
  };
}

function fill(text: string, detail: RefusalDetail): string {
  return text.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = detail[name];
    return Array.isArray(value) ? listed(value) : String(value ?? name);
  });
}

const MOST_LISTED = 12;

/** What a rule permits, by name; a refusal is no catalogue. */
function listed(names: readonly string[]): string {
  const more = names.length - MOST_LISTED;
  const first = names.slice(0, MOST_LISTED).join(', ');
  return more > 0 ? `${first} and ${more} more` : first || 'none';
}

/** Refusals of one query, each place and code once, in the order found. */
export class Findings {
  readonly #found = new Map<string, Refusal>();

  add(code: RefusalCode, detail?: RefusalDetail): void {
    const refusal = refuse(code, detail);
    const key = [code, refusal.span?.start, refusal.span?.end, refusal.message].join('|');
    if (!this.#found.has(key)) this.#found.set(key, refusal);
  }

  get list(): readonly Refusal[] {
    return [...this.#found.values()];
  }

  get none(): boolean {
    return this.#found.size === 0;
  }
}

/** DuckDB's parser or printer gave something this code does not expect: our fault, not the runner's. */
export function parserFault(what: string, cause?: unknown): ParleyError {
  return fault('ANALYSIS_RULES_PARSER', { message: `DuckDB's tree was not as expected: ${what}.`, repair: 'Report this with the query.' }, { cause });
}
