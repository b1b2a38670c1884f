/** Firehose's limits of PutRecordBatch (API reference): records a call, bytes a call. It does not say whether base64 counts; here it does. */
const MOST_RECORDS = 500;
const MOST_BYTES = 4_000_000;
const ATTEMPTS = 5;
const FIRST_WAIT_MS = 100;

/** Puts up to 500 records; gives for each whether the stream took it. Throws what no other try would mend. */
export type SendRecords = (records: readonly Uint8Array[]) => Promise<boolean[]>;
export type Wait = (ms: number) => Promise<void>;

/**
 * Puts records in as many calls as they need. What a stream did not take, since it is throttled, is put again alone, after
 * waits that double. Gives for each record whether it was taken in the end. Order is not kept, as Firehose keeps none.
 */
export async function putRecords(records: readonly Uint8Array[], send: SendRecords, wait: Wait): Promise<boolean[]> {
  const taken = records.map(() => false);
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const left = taken.flatMap((done, index) => (done ? [] : [index]));
    if (left.length === 0) break;
    if (attempt > 0) await wait(FIRST_WAIT_MS * 2 ** (attempt - 1));
    for (const batch of batches(left, records)) {
      const outcomes = await send(batch.flatMap((index) => records[index] ?? []));
      batch.forEach((index, place) => (taken[index] = outcomes[place] === true));
    }
  }
  return taken;
}

function batches(indexes: readonly number[], records: readonly Uint8Array[]): number[][] {
  const found: number[][] = [];
  let bytes = Infinity;
  for (const index of indexes) {
    const size = Math.ceil((records[index]?.length ?? 0) / 3) * 4;
    const last = found.at(-1);
    if (last && last.length < MOST_RECORDS && bytes + size <= MOST_BYTES) {
      last.push(index);
      bytes += size;
    } else {
      found.push([index]);
      bytes = size;
    }
  }
  return found;
}
