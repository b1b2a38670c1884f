import type { Value } from './column-table';

/** What a spreadsheet may take for the beginning of a formula (OWASP, "CSV Injection", read 2026). */
const FORMULA = /^[=+\-@\t\r]/;

/**
 * A value as a file for people shows it: a text that a spreadsheet would run is led by an apostrophe. Numbers are as they
 * are. Files for programs, which compare bytes, are not written so.
 */
export function spreadsheetSafe(value: Value): Value {
  return typeof value === 'string' && FORMULA.test(value) ? `'${value}` : value;
}
