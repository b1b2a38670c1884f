import type { Token } from '../lexical-gate/token';
import type { Span } from '../request';

/** Turns offsets, byte locations of DuckDB's tree and names into places of the runner's text. */
export class SpanFinder {
  #tokens: readonly Token[] = [];
  #byteToUnit: Uint32Array | undefined;

  constructor(readonly sql: string) {}

  /** The tokens make `at` and `word` possible. */
  useTokens(tokens: readonly Token[]): void {
    this.#tokens = tokens;
  }

  get tokens(): readonly Token[] {
    return this.#tokens;
  }

  /** A span from UTF-16 offsets. */
  between(start: number, end: number): Span {
    const before = this.sql.slice(0, start);
    const lineStart = before.lastIndexOf('\n') + 1;
    return { start, end, line: before.split('\n').length, column: start - lineStart + 1 };
  }

  /** The token at a byte offset, a dotted name as a whole. */
  at(byteOffset: number | undefined): Span | undefined {
    if (byteOffset === undefined) return undefined;
    const index = this.#tokenIndexAt(byteOffset);
    if (index === -1) return undefined;
    return this.#dotted(index);
  }

  /** The token that covers a byte offset. */
  tokenAt(byteOffset: number | undefined): Token | undefined {
    return byteOffset === undefined ? undefined : this.#tokens[this.#tokenIndexAt(byteOffset)];
  }

  /** The tokens from a byte offset on. */
  tokensFrom(byteOffset: number | undefined): readonly Token[] {
    const index = byteOffset === undefined ? -1 : this.#tokenIndexAt(byteOffset);
    return index === -1 ? [] : this.#tokens.slice(index);
  }

  /** The first place where these words stand one after the other: for clauses that DuckDB gives no location. */
  words(...wanted: string[]): Span | undefined {
    const index = this.#tokens.findIndex((_, at) => wanted.every((word, step) => this.#isWord(at + step, word)));
    const first = this.#tokens[index];
    const last = this.#tokens[index + wanted.length - 1];
    return first && last && this.between(first.start, last.end);
  }

  #tokenIndexAt(byteOffset: number): number {
    const unit = this.#unitOf(byteOffset);
    return this.#tokens.findIndex((token) => token.start <= unit && unit < token.end);
  }

  #dotted(index: number): Span | undefined {
    const first = this.#tokens[index];
    let last = first;
    for (let at = index; this.#tokens[at + 1]?.text === '.' && this.#tokens[at + 2]; at += 2) last = this.#tokens[at + 2];
    return first && last && this.between(first.start, last.end);
  }

  #isWord(index: number, word: string): boolean {
    const token = this.#tokens[index];
    return token?.kind === 'word' && token.lower === word && this.#tokens[index - 1]?.text !== '.';
  }

  #unitOf(byteOffset: number): number {
    this.#byteToUnit ??= unitsOfBytes(this.sql);
    return this.#byteToUnit[byteOffset] ?? this.sql.length;
  }
}

function unitsOfBytes(sql: string): Uint32Array {
  const units = new Uint32Array(Buffer.byteLength(sql) + 1);
  let byte = 0;
  let unit = 0;
  for (const character of sql) {
    const bytes = Buffer.byteLength(character);
    units.fill(unit, byte, byte + bytes);
    byte += bytes;
    unit += character.length;
  }
  units[byte] = unit;
  return units;
}
