import { buildSegments, type Segment, segmentSql } from '@parley/segmentation';
import { csvText, readParquet, spreadsheetSafe, type Value } from '@parley/tabular';
import { outUri, runUri } from '../buckets';
import { reachable, readContacts } from '../contacts';
import type { Ports } from '../ports';
import type { ScoreOutput } from './score';

export interface SegmentOutput extends Pick<Segment, 'name' | 'size' | 'describes' | 'waterfall'> {
  /** Everyone the segment selects, best first: what the send gate is given, so that it alone decides. */
  selectedUri: string;
}

/** Who of a segment could be contacted, and who of them was held out when it was built: `{audience, heldOut}`, for measuring what contact brought. */
export const armsUri = (segment: string): string => runUri(`segments/${segment}.arms.json`);

/**
 * Selects each segment by score; `segments/<name>.csv` holds those who may be contacted, with their scores. `segments/<name>.sql` selects
 * the same people over `scores.parquet`, in DuckDB or Athena.
 */
export async function buildAudiences({ uri }: ScoreOutput, ports: Ports): Promise<SegmentOutput[]> {
  const table = await ports.store.withFile(uri, (path) => readParquet(path, ['customer_id', 'score']));
  const [idColumn, scoreColumn] = table.columns;
  const ids = idColumn?.values.map(String) ?? [];
  const scores = Float64Array.from(scoreColumn?.values ?? [], Number);
  const scoreOf = new Map(ids.map((id, row) => [id, scores[row] as number]));
  const { consented, suppressedIds } = await reachable(await readContacts(ports), ports);
  const { segments, holdout } = ports.plan;

  const built = buildSegments(scores, ids, segments, { suppressed: suppressedIds, consented, holdout });
  const everyone = buildSegments(scores, ids, segments, { suppressed: new Set(), consented: new Set(ids), holdout: { ...holdout, share: 0 } });

  const outputs: SegmentOutput[] = [];
  for (const [index, { name, size, describes, waterfall, audience, heldOut }] of built.entries()) {
    await ports.store.put(outUri(`segments/${name}.csv`), await csv(['customer_id', 'score'], audience.map((id) => [spreadsheetSafe(id), scoreOf.get(id) ?? null])));
    await ports.store.put(outUri(`segments/${name}.sql`), `${segmentSql(segments[index])}\n`);
    const selectedUri = runUri(`segments/${name}.json`);
    await ports.store.put(selectedUri, JSON.stringify(everyone[index]?.audience ?? []));
    await ports.store.put(armsUri(name), JSON.stringify({ audience, heldOut }));
    outputs.push({ name, size, describes, waterfall, selectedUri });
  }
  return outputs;
}

async function csv(header: readonly string[], rows: readonly Value[][]): Promise<string> {
  let text = '';
  for await (const piece of csvText(header, rows)) text += piece;
  return text;
}
