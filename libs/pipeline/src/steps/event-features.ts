import { columnOfRole } from '@parley/contract';
import { readPinpointEvents } from '@parley/first-party-events';
import { eventFeatures } from '@parley/segmentation';
import { readParquet, writeParquet } from '@parley/tabular';
import { runUri, sourceUri } from '../buckets';
import type { Ports } from '../ports';
import { firstPartyTable, tableFile, tableOf } from './tables';

export interface EventFeaturesOutput {
  uri: string;
  columns: string[];
  /** Records by outcome, as Firehose's transform names them. */
  records: Record<'Ok' | 'Dropped' | 'ProcessingFailed', number>;
}

/** Reads the owner's events (Pinpoint envelope) and counts what each customer did in the window before the prediction. */
export async function makeEventFeatures(ports: Ports): Promise<EventFeaturesOutput | undefined> {
  const { owner } = ports.contract;
  const { label, features } = ports.plan.model;
  if (!features.events) return undefined;
  const window = features.events;
  const key = columnOfRole(tableOf(owner, label.table), 'key')?.name ?? '';
  const ids = await customerIds(key, ports);
  const records = { Ok: 0, Dropped: 0, ProcessingFailed: 0 };
  const counted = await ports.store.withFile(sourceUri(tableOf(owner, window.table).source.file), async (path) => {
    const events = [];
    for await (const record of readPinpointEvents(path)) {
      records[record.outcome]++;
      if (record.outcome === 'Ok') events.push(record.event);
    }
    return eventFeatures(events, window, ids);
  });
  const columns = counted.features.map((feature) => ({
    name: feature.name.replaceAll(/[^a-z0-9]+/g, '_'),
    type: 'double' as const,
    values: feature.kind === 'numeric' ? Array.from(feature.values, (value) => (Number.isNaN(value) ? null : value)) : [],
  }));
  const uri = runUri('features/events.parquet');
  await ports.store.putFile(uri, (path) => writeParquet(path, { rows: ids.length, columns: [{ name: key, type: 'string', values: ids }, ...columns] }));
  return { uri, columns: columns.map(({ name }) => name), records };
}

async function customerIds(key: string, ports: Ports): Promise<string[]> {
  const path = await tableFile(firstPartyTable(ports), ports);
  const [column] = (await readParquet(path, [key])).columns;
  return column?.values.map(String) ?? [];
}
