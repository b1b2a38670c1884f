import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { datasetFromColumns, type Column } from '@parley/segmentation';
import type { Dataset } from '@parley/gradient-boosting';
import { parse } from 'csv-parse/sync';

/** An owner's and a partner's features on the owner's rows; the partner's are missing where the truth has no link. */
export interface BenchSet {
  name: string;
  own: Dataset;
  partner: Dataset;
  labels: Uint8Array;
}

type Row = Record<string, string>;

interface Layout {
  label: string;
  positive: string;
  /** Columns that look like numbers and mean categories. */
  codes: readonly string[];
}

const LAYOUTS: Record<string, Layout> = {
  'online-shoppers': { label: 'Revenue', positive: 'True', codes: ['OperatingSystems', 'Browser', 'Region', 'TrafficType'] },
  'telco-churn': { label: 'Churn', positive: 'Yes', codes: [] },
  'credit-default': { label: 'default.payment.next.month', positive: '1', codes: ['SEX', 'EDUCATION', 'MARRIAGE'] },
};

/** Joins by the truth, so that what is measured is the judging alone and not the matching. */
export function loadSet(name: string, dataFolder: string): BenchSet {
  const layout = LAYOUTS[name] as Layout;
  const read = (file: string): Row[] => parse(gunzipSync(readFileSync(join(dataFolder, name, `${file}.csv.gz`))), { columns: true });
  const owners = read('owner');
  const partners = new Map(read('partner').map((row) => [row.partner_id as string, row]));
  const links = new Map(read('truth-link').map((row) => [row.customer_id as string, row.partner_id as string]));
  const matched = owners.map((row) => partners.get(links.get(row.customer_id as string) ?? ''));
  const [partner] = partners.values();
  const features = (row: Row, notFeatures: readonly string[]): string[] => Object.keys(row).filter((column) => !notFeatures.includes(column));
  return {
    name,
    own: toDataset(owners, features(owners[0] as Row, ['customer_id', 'email', 'phone', 'split', layout.label]), layout),
    partner: toDataset(matched, features(partner as Row, ['partner_id', 'email', 'phone']), layout),
    labels: Uint8Array.from(owners, (row) => (row[layout.label] === layout.positive ? 1 : 0)),
  };
}

function toDataset(rows: readonly (Row | undefined)[], columns: readonly string[], { codes }: Layout): Dataset {
  return datasetFromColumns(
    columns.map((name): Column => {
      const texts = rows.map((row) => row?.[name] || null);
      const isNumeric = !codes.includes(name) && texts.every((text) => text === null || Number.isFinite(Number(text)));
      return isNumeric ? { name, type: 'double', values: texts.map((text) => (text === null ? null : Number(text))) } : { name, type: 'string', values: texts };
    }),
  );
}
