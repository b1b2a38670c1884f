export type TokenKind = 'word' | 'quoted' | 'number' | 'string' | 'operator' | 'punctuation';

/** A piece of the SQL text; `start` and `end` count UTF-16 units. */
export interface Token {
  kind: TokenKind;
  /** As written; a quoted name without its backticks. */
  text: string;
  /** Lower case, for words and names. */
  lower: string;
  start: number;
  end: number;
}
