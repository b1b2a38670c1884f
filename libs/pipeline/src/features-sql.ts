/** One partner's match results: relation names, first to last choice, and the columns they return. */
export interface PartnerMatches {
  partner: string;
  /** Relation name of each match analysis, in the contract's order: the first that knows a customer wins. */
  relations: readonly string[];
  columns: readonly string[];
}

export interface FeaturesQuery {
  /** The owner's normalised table, as a relation. */
  customers: string;
  key: string;
  label: string;
  own: readonly string[];
  /** A column that orders rows in time, where the evaluation needs one. */
  order?: string;
  /** The relation of event features, and its columns. */
  events?: { relation: string; columns: readonly string[] };
  partners: readonly PartnerMatches[];
}

/** The column a partner's feature has in the feature table: two partners may use one name. */
export const partnerColumn = (partner: string, column: string): string => `${relation(partner)}__${column}`;

/** The column that says by which analysis a customer was matched: 1 for the first; NULL for none. */
export const matchedColumn = (partner: string): string => `${relation(partner)}__matched_by`;

/** The relation of a match analysis' result: no other relation of the query begins so. */
export const matchRelation = (analysis: string): string => `match_${relation(analysis)}`;

/** A name as part of a relation or column name. */
const relation = (name: string): string => name.replaceAll('-', '_');

/** The column that holds a customer's place in the source: the feature table's order. */
export const SOURCE_ROW = 'source_row';

/**
 * The SQL that makes the feature table: one row a customer, ordered by `SOURCE_ROW`; plain enough for DuckDB and Athena.
 *
 * LIST has no anti-join, so a later analysis also returns people whom an earlier one matched: the earlier wins. A
 * customer for whom one analysis returns several different rows is ambiguous there, and not matched by it.
 */
export function featuresSql(query: FeaturesQuery): string {
  const matches = query.partners.flatMap((partner) => partner.relations.map((name) => ({ name, columns: partner.columns })));
  const ctes = matches.map(({ name, columns }) => `${name}_once AS (\n${onlyUnambiguous(name, query.key, columns)}\n)`);
  const joins = matches.map(({ name }) => `LEFT JOIN ${name}_once ON ${name}_once.${query.key} = c.${query.key}`);
  const select = [
    `c.${query.key} AS ${query.key}`,
    `c.${query.label} AS label_value`,
    `c.${SOURCE_ROW} AS ${SOURCE_ROW}`,
    `c.${query.order ?? SOURCE_ROW} AS order_value`,
    ...query.own.map((column) => `c.${column} AS ${column}`),
    ...(query.events?.columns ?? []).map((column) => `e.${column} AS ${column}`),
    ...query.partners.flatMap((partner) => partnerSelect(partner, query.key)),
  ];
  return [
    ctes.length > 0 ? `WITH ${ctes.join(',\n')}` : '',
    `SELECT ${select.join(',\n  ')}`,
    `FROM ${query.customers} c`,
    query.events ? `LEFT JOIN ${query.events.relation} e ON e.${query.key} = c.${query.key}` : '',
    ...joins,
  ]
    .filter((line) => line !== '')
    .join('\n');
}

function onlyUnambiguous(name: string, key: string, columns: readonly string[]): string {
  const values = columns.map((column) => `MIN(${column}) AS ${column}`);
  return `  SELECT ${[key, ...values].join(', ')} FROM ${name} GROUP BY ${key} HAVING COUNT(*) = 1`;
}

function partnerSelect({ partner, relations, columns }: PartnerMatches, key: string): string[] {
  const firstMatch = (value: (name: string, index: number) => string) =>
    `CASE ${relations.map((name, index) => `WHEN ${name}_once.${key} IS NOT NULL THEN ${value(name, index)}`).join(' ')} END`;
  return [
    ...columns.map((column) => `${firstMatch((name) => `${name}_once.${column}`)} AS ${partnerColumn(partner, column)}`),
    `${firstMatch((_, index) => String(index + 1))} AS ${matchedColumn(partner)}`,
  ];
}
