import { columnOfRole } from '@parley/contract';
import { readParquet } from '@parley/tabular';
import { runUri } from '../buckets';
import { featuresSql, matchedColumn, matchRelation, type PartnerMatches, SOURCE_ROW } from '../features-sql';
import type { Ports } from '../ports';
import { firstPartyTable, tableOf } from './tables';
import type { EventFeaturesOutput } from './event-features';

export interface FeaturesInput {
  /** Result of each match analysis: object URI by analysis name. */
  results: Readonly<Record<string, string>>;
  events?: EventFeaturesOutput;
}

export interface FeaturesOutput {
  uri: string;
  rows: number;
  matched: { partner: string; byAnalysis: number[] }[];
}

/** Joins what the clean room released to the owner's own columns: one row a customer, matched or not. */
export async function makeFeatures({ results, events }: FeaturesInput, ports: Ports): Promise<FeaturesOutput> {
  const { contract, plan } = ports;
  const { label, features } = plan.model;
  const key = columnOfRole(tableOf(contract.owner, label.table), 'key')?.name ?? '';
  const partners = matchesOf(ports);
  const { split } = plan.evaluation;
  const sql = featuresSql({
    customers: 'first_party',
    key,
    label: label.column,
    own: features.own,
    ...(split.kind === 'time' && split.order !== 'row' ? { order: split.order } : {}),
    ...(events ? { events: { relation: 'event_features', columns: events.columns } } : {}),
    partners,
  });
  const uri = runUri('features/customers.parquet');
  await ports.sql.select({
    sql,
    relations: {
      first_party: { table: firstPartyTable(ports) },
      ...Object.fromEntries(Object.entries(results).map(([name, at]) => [matchRelation(name), { objects: [at] }])),
      ...(events ? { event_features: { objects: [events.uri] } } : {}),
    },
    orderBy: SOURCE_ROW,
    resultUri: uri,
  });
  return { uri, ...(await countMatches(uri, partners, ports)) };
}

/** The match analyses of each pair that the plan takes features from, in the contract's order. */
function matchesOf({ contract, plan }: Ports): PartnerMatches[] {
  return contract.collaborations.flatMap(({ partner, analyses }) => {
    const columns = plan.model.features.partners[partner] ?? [];
    const relations = analyses.filter(({ kind }) => kind === 'match').map(({ name }) => matchRelation(name));
    return columns.length > 0 && relations.length > 0 ? [{ partner, relations, columns }] : [];
  });
}

async function countMatches(uri: string, partners: readonly PartnerMatches[], ports: Ports): Promise<{ rows: number; matched: FeaturesOutput['matched'] }> {
  const names = partners.map(({ partner }) => matchedColumn(partner));
  const table = await ports.store.withFile(uri, (path) => readParquet(path, ['label_value', ...names]));
  const matched = partners.map(({ partner, relations }, index) => {
    const values = table.columns[index + 1]?.values ?? [];
    return { partner, byAnalysis: relations.map((_, analysis) => values.filter((value) => value === analysis + 1).length) };
  });
  return { rows: table.rows, matched };
}
