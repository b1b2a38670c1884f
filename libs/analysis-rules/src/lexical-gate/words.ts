/** Words that one of the engines reads as syntax and the other as a name, or that stand for nothing both have. */
export const REFUSED_WORDS: Readonly<Record<string, string>> = {
  fetch: 'only DuckDB knows it, as LIMIT',
  isnull: 'only DuckDB knows it after an operand; write IS NULL',
  notnull: 'only DuckDB knows it; write IS NOT NULL',
  asof: 'an alias in Spark, a kind of join in DuckDB',
  positional: 'an alias in Spark, a kind of join in DuckDB',
  glob: 'only DuckDB knows it',
  similar: 'only DuckDB knows it',
  ilike: 'only LIKE is accepted',
  rlike: 'only LIKE is accepted',
  regexp: 'only LIKE is accepted',
  escape: 'the engines differ in the escapes of LIKE',
  collate: 'texts are compared byte by byte',
  minus: 'a set operation in Spark, a name in DuckDB',
  div: 'only Spark knows it',
  interval: 'the engines differ in intervals',
  lateral: 'only associated tables can be read',
  tablesample: 'only whole tables are read',
  pivot: 'only associated tables can be read',
  unpivot: 'only associated tables can be read',
  qualify: 'window functions are not accepted',
};

/** Words after which a quoted text is a value in both engines. */
export const WORDS_BEFORE_LITERAL = new Set([
  'select', 'distinct', 'all', 'by', 'and', 'or', 'not', 'like', 'between', 'where', 'having', 'on', 'date', 'timestamp',
  'when', 'then', 'else', 'case', 'both', 'leading', 'trailing',
]);

/** A comma before one of these is followed by nothing. */
export const CLAUSE_WORDS = new Set(['from', 'where', 'group', 'having', 'order', 'limit', 'offset', 'union']);
