import type { ObjectStore } from '@parley/object-store';
import { ProblemList, textBytes } from '@parley/tabular';
import { judgeRecord } from '../event';
import { recordTexts } from '../record-texts';
import { type Arrival, storeAsFirehose, type Transform } from './store-as-firehose';

const [MINUTE, DAY] = [60_000, 86_400_000];
/** Events a call of the function: Lambda's answer has room for some thousands. */
const PIECE = 2000;

/**
 * Puts the records of a file on the way that the collector's take. Each arrives within eight hours of its time; what has happened by
 * `now` has also arrived by then. Gives how many objects there are.
 */
export async function storeFileAsFirehose(store: ObjectStore, prefix: string, file: string, now: Date, transform?: Transform): Promise<number> {
  const byDay = new Map<number, Arrival[]>();
  let index = 0;
  for await (const { text = '' } of recordTexts(textBytes(file, new ProblemList(file)))) {
    const judged = judgeRecord(text);
    const time = judged.outcome === 'Ok' ? judged.event.timestamp : now.getTime();
    const at = Math.max(time, Math.min(time + (index++ % 13) * 37 * MINUTE, now.getTime()));
    const day = Math.floor(at / DAY);
    byDay.set(day, byDay.get(day) ?? []);
    byDay.get(day)?.push({ event: text, at });
  }
  let objects = 0;
  for (const arrivals of byDay.values()) {
    for (let from = 0; from < arrivals.length; from += PIECE) {
      await storeAsFirehose(store, prefix, arrivals.slice(from, from + PIECE), transform);
      objects += 1;
    }
  }
  return objects;
}
