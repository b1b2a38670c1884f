import { columnOfRole } from '@parley/contract';
import type { EventSource } from '@parley/first-party-events';
import type { Dataset } from '@parley/gradient-boosting';
import { EventFeatures, type EventWindow, windowSpan } from '@parley/segmentation';
import { readParquet, writeParquet } from '@parley/tabular';
import { runUri } from '../buckets';
import type { Ports } from '../ports';
import { firstPartyTable, tableFile, tableOf } from './tables';

export interface EventFeaturesOutput {
  uri: string;
  columns: string[];
  records: EventRecords;
}

/** Records that the source gave, by outcome, as Firehose's transform names them. */
export type EventRecords = Record<'Ok' | 'Dropped' | 'ProcessingFailed', number>;

/** Counts what each customer did in the window before the prediction. */
export async function makeEventFeatures(ports: Ports): Promise<EventFeaturesOutput | undefined> {
  const { owner } = ports.contract;
  const { label, features } = ports.plan.model;
  if (!features.events) return undefined;
  const window = features.events;
  const key = columnOfRole(tableOf(owner, label.table), 'key')?.name ?? '';
  const ids = await customerIds(key, ports);
  const { counted, records } = await countEvents(ports.eventsOf(tableOf(owner, window.table)), window, ports.now, ids);
  const columns = counted.features.map((feature) => ({
    name: feature.name.replaceAll(/[^a-z0-9]+/g, '_'),
    type: 'double' as const,
    values: feature.kind === 'numeric' ? Array.from(feature.values, (value) => (Number.isNaN(value) ? null : value)) : [],
  }));
  const uri = runUri('features/events.parquet');
  await ports.store.putFile(uri, (path) => writeParquet(path, { rows: ids.length, columns: [{ name: key, type: 'string', values: ids }, ...columns] }));
  return { uri, columns: columns.map(({ name }) => name), records };
}

/** The same counts for the same events, wherever they lie. */
export async function countEvents(source: EventSource, window: EventWindow, now: Date, ids: readonly string[]): Promise<{ counted: Dataset; records: EventRecords }> {
  const records = { Ok: 0, Dropped: 0, ProcessingFailed: 0 };
  const features = new EventFeatures(window, ids);
  await source.read({ ...windowSpan(window), types: window.types, until: now }, (found) => {
    records[found.outcome]++;
    if (found.outcome === 'Ok') features.add(found.event);
  });
  return { counted: features.features(), records };
}

async function customerIds(key: string, ports: Ports): Promise<string[]> {
  const path = await tableFile(firstPartyTable(ports), ports);
  const [column] = (await readParquet(path, [key])).columns;
  return column?.values.map(String) ?? [];
}
