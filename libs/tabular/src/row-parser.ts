import type { Problem } from '@parley/errors';
import { CsvError, Parser } from 'csv-parse';
import { lineTooLong, strayQuote, unclosedQuote } from './errors';

/** A row of a CSV file; `line` counts from 1 and is where the row begins. */
export interface CsvRow {
  line: number;
  values: string[];
}

/** The longest row, in characters: a line or a quote that never ends must not read the whole file into memory. */
const LONGEST_ROW = 1 << 20;

/**
 * csv-parse with two things of its own: rows are taken as they are pushed, because the stream drops those before an
 * error; and each row knows the line it begins on, for which the parser's own per-record info costs half the speed.
 */
export class RowParser extends Parser {
  /** csv-parse's own, which its types leave out: inside of quotes or not. */
  declare protected readonly state: { quoting: boolean };
  private ready: CsvRow[] = [];
  private line = 1;

  constructor() {
    super({
      bom: true,
      relax_column_count: true,
      record_delimiter: ['\r\n', '\n', '\r'],
      max_record_size: LONGEST_ROW,
    });
  }

  override push(record: string[] | null): boolean {
    if (record === null) return super.push(null);
    this.ready.push({ line: this.line, values: record });
    this.line += 1;
    for (const value of record) if (value.includes('\n')) this.line += value.split('\n').length - 1;
    return true;
  }

  /**
   * Parses the next chunk, or the end. Gives the rows that are complete, and what is wrong if a quote is: after that
   * nothing more can be told apart.
   */
  async parse(chunk: Buffer | undefined): Promise<{ rows: CsvRow[]; broken: Problem | undefined }> {
    const error = await this.give(chunk);
    const rows = this.ready;
    this.ready = [];
    return { rows, broken: error && this.quoteProblem(error) };
  }

  private give(chunk: Buffer | undefined): Promise<CsvError | undefined> {
    return new Promise((resolve, reject) => {
      const settle = (error?: Error | null): void => {
        if (error && !(error instanceof CsvError)) return reject(error);
        // The error is emitted too, after this: the listener stays for it.
        if (!error) this.off('error', settle);
        resolve(error ?? undefined);
      };
      this.once('error', settle);
      if (chunk === undefined) this.end(settle);
      else this.write(chunk, settle);
    });
  }

  /** The parser's own message quotes the value, which may be a person's. */
  private quoteProblem(error: CsvError): Problem {
    if (error.code === 'CSV_MAX_RECORD_SIZE' && !this.state.quoting) return lineTooLong(this.line);
    const unclosed = error.code === 'CSV_QUOTE_NOT_CLOSED' || error.code === 'CSV_MAX_RECORD_SIZE';
    return unclosed ? unclosedQuote(this.line) : strayQuote(this.line);
  }
}
