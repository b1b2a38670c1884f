import { inputError } from '@parley/errors';
import { datasetFromColumns, type FeatureSources, type Split, splitRows } from '@parley/segmentation';
import { type ColumnTable, readParquet, type TableColumn, type Value } from '@parley/tabular';
import { partnerColumn } from './features-sql';
import type { Ports, Run } from './ports';

/** The feature table as a model sees it. */
export interface ModelData {
  ids: string[];
  labels: Uint8Array;
  sources: FeatureSources;
  split: Split;
  orderColumn?: string;
}

/** Reads the feature table. @throws inputError where the label is missing in a row, or has one class only. */
export async function readModelData(uri: string, eventColumns: readonly string[], run: Run, ports: Ports): Promise<ModelData> {
  const { plan } = ports;
  const table = await ports.store.withFile(uri, (path) => readParquet(path));
  const column = columnsByName(table);
  const labels = labelsOf(column('label_value').values, ports);
  const { split } = plan.evaluation;
  const order = column('order_value').values as (number | string | null)[];
  return {
    ids: (table.columns[0]?.values ?? []).map(String),
    labels,
    sources: {
      own: datasetFromColumns(plan.model.features.own.map(column)),
      ...(eventColumns.length > 0 ? { events: datasetFromColumns(eventColumns.map(column)) } : {}),
      partners: Object.entries(plan.model.features.partners).map(([partner, names]) => ({
        partner,
        data: datasetFromColumns(names.map((name) => column(partnerColumn(partner, name)))),
      })),
    },
    split: splitRows(split.kind === 'time' ? { ...split, order } : split, labels, run.seed),
    ...(split.kind === 'time' && split.order !== 'row' ? { orderColumn: split.order } : {}),
  };
}

function columnsByName(table: ColumnTable): (name: string) => TableColumn {
  const byName = new Map(table.columns.map((one) => [one.name, one]));
  return (name) => {
    const found = byName.get(name);
    if (!found) throw new Error(`the feature table has no column ${name}`);
    return found;
  };
}

/** 1 for the plan's positive text, else 0. */
function labelsOf(values: readonly Value[], { plan, contract }: Ports): Uint8Array {
  const { table, column, positive } = plan.model.label;
  const missing = values.filter((value) => value === null).length;
  const labels = Uint8Array.from(values, (value) => (String(value) === positive ? 1 : 0));
  const positives = labels.reduce((sum, one) => sum + one, 0);
  const problems = [
    ...(missing > 0 ? [{ message: `The label ${table}.${column} is empty in ${missing} rows.`, repair: 'Leave out customers whose outcome is not known yet.' }] : []),
    ...(positives === 0 || positives === labels.length
      ? [
          {
            message: `The label ${table}.${column} has one class only: ${positives} of ${labels.length} rows are "${positive}".`,
            repair: `In owner/plan.yaml, write under label: the text that means yes (now "${positive}"), or bring rows of both outcomes.`,
          },
        ]
      : []),
  ];
  if (problems.length > 0) throw inputError('LABEL_UNUSABLE', problems.map((problem) => ({ file: contract.owner.file, ...problem })));
  return labels;
}
