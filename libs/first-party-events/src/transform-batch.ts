import { putRecords, type SendRecords, type Wait } from './put-records';
import { type Judged, type StreamRecord, type TransformedRecord, transformRecord } from './transform';

/** Lambda's 6 MB for an answer (6,291,556 bytes), with room for what is around it. */
export const LARGEST_ANSWER = 6_000_000;

export interface TransformedBatch {
  records: TransformedRecord[];
  /** Records by what became of them; `again`: put back on the stream, for another answer. */
  counts: Record<TransformedRecord['result'] | 'again', number>;
  /** How often each reason was given; no values. */
  reasons: Record<string, number>;
}

/**
 * Transforms a batch and answers every record once, within Lambda's limit for an answer: base64 and JSON make one larger
 * than the batch was. What finds no room is put back on the stream as it came, and answered as dropped; as AWS's own
 * blueprints do. What the stream then does not take fails, so that Firehose keeps it below the error prefix: nothing is lost.
 */
export async function transformBatch(batch: readonly StreamRecord[], ports: { send: SendRecords; wait: Wait }): Promise<TransformedBatch> {
  const judged = batch.map(transformRecord);
  const { kept, left } = withinAnswer(judged.map(answerOf));
  const taken = await putRecords(left.map((index) => Buffer.from(batch[index]?.data ?? '', 'base64')), ports.send, ports.wait);
  left.forEach((index, place) => {
    if (taken[place] !== true) kept[index] = { recordId: batch[index]?.recordId ?? '', result: 'ProcessingFailed' };
  });
  const again = taken.filter(Boolean).length;
  const count = (result: TransformedRecord['result']): number => kept.filter((record) => record.result === result).length;
  return { records: kept, counts: { Ok: count('Ok'), Dropped: count('Dropped') - again, ProcessingFailed: count('ProcessingFailed'), again }, reasons: countReasons(judged) };
}

function answerOf({ recordId, result, data }: Judged): TransformedRecord {
  return data === undefined ? { recordId, result } : { recordId, result, data };
}

/** Every record has room for an answer without data; in their order, those with data get what is left. */
function withinAnswer(records: readonly TransformedRecord[]): { kept: TransformedRecord[]; left: number[] } {
  let room = LARGEST_ANSWER - records.reduce((sum, record) => sum + sizeOf(without(record)), 0);
  const left: number[] = [];
  const kept = records.map((record, index) => {
    const more = sizeOf(record) - sizeOf(without(record));
    if (more <= room) {
      room -= more;
      return record;
    }
    left.push(index);
    return without(record);
  });
  return { kept, left };
}

/** The longest answer that carries no data. */
const without = ({ recordId, data, result }: TransformedRecord): TransformedRecord => ({ recordId, result: data === undefined ? result : 'Dropped' });

/** Characters in JSON with the comma; all of them ASCII. Data is base64, which JSON does not escape. */
function sizeOf({ recordId, result, data }: TransformedRecord): number {
  return JSON.stringify({ recordId, result }).length + 1 + (data === undefined ? 0 : data.length + DATA_MEMBER);
}

const DATA_MEMBER = ',"data":""'.length;

function countReasons(judged: readonly Judged[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { reason } of judged) if (reason !== undefined) counts[reason] = (counts[reason] ?? 0) + 1;
  return counts;
}
