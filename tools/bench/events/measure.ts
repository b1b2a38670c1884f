import { type StreamRecord, transformBatch } from '@parley/first-party-events';

const RECORDS = 500;

/** Transforms so many batches of 500 records of one event each; CPU seconds, after a warm-up. */
export async function measure(batches: number): Promise<Record<string, number>> {
  const batch = Array.from({ length: RECORDS }, (_, index) => record(index));
  const bytes = batch.reduce((sum, { data }) => sum + data.length, 0);
  await run(batch, Math.ceil(batches / 10));
  const before = process.cpuUsage();
  const good = await run(batch, batches);
  const { user, system } = process.cpuUsage(before);
  const seconds = (user + system) / 1e6;
  return { records: batches * RECORDS, good, bytesARecord: Math.round(bytes / RECORDS), cpuSeconds: seconds, recordsACpuSecond: Math.round((batches * RECORDS) / seconds) };
}

async function run(batch: readonly StreamRecord[], times: number): Promise<number> {
  let good = 0;
  for (let index = 0; index < times; index += 1) {
    const { counts } = await transformBatch(batch, { send: async (records) => records.map(() => true), wait: async () => undefined });
    good += counts.Ok;
  }
  return good;
}

function record(index: number): StreamRecord {
  const event = {
    event_type: 'product_view', event_timestamp: 1_795_950_000_000 + index, arrival_timestamp: 1_795_950_000_900, event_version: '3.1',
    client: { client_id: `c${index}` }, session: { session_id: `s${index}` },
    attributes: { page: '/shoes/running', category: 'shoes', campaign: 'winter' }, metrics: { price: 39.9, seconds: index },
  };
  return { recordId: `4954698668313554428650745793632162567570019247115678515${index}`, data: Buffer.from(`${JSON.stringify(event)}\n`).toString('base64'), approximateArrivalTimestamp: 1_795_950_001_000 };
}
