import { S3 } from '@aws-sdk/client-s3';
import { S3ObjectStore } from '@parley/aws';
import { FEEDBACK_PREFIX, FeedbackObjects, firstPartyEvent } from '@parley/feedback';
import { FileEvents, STORED_EVENTS } from '@parley/first-party-events';
import type { Feature } from '@parley/gradient-boosting';
import { FolderObjectStore } from '@parley/object-store';
import { countEvents } from '@parley/pipeline';
import { sqlText, withDuckDb } from '@parley/tabular';
import { describeWith, type Moto, motoClient, sharedPath, startMoto } from '@parley/testing';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Arrival, storeAsFirehose } from '../../first-party-events/src/testing/store-as-firehose';
import { ownerEvents } from './owner-events';

const BUCKET = 'parley-owner-events';
const WINDOW = { asOf: '2011-09-09T00:00:00Z', windowDays: 90, types: ['bought', 'gave-back', '_email.open'] };
const NOW = new Date('2011-12-31T12:00:00Z');
const [MINUTE, DAY] = [60_000, 86_400_000];
interface Invoice {
  id: string;
  customer: string;
  at: number;
  value: number;
}

/** A shop's real invoices of twenty weeks as events: in one file, and as Firehose and feedback store them. */
describeWith(['data', 'moto'], 'event features of real events', () => {
  let folder: string;
  let moto: Moto;
  let s3: S3;
  let aws: S3ObjectStore;
  let laptop: FolderObjectStore;
  let invoices: Invoice[];

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'parley-owner-events-'));
    moto = await startMoto();
    s3 = new S3({ ...motoClient(moto.endpoint), forcePathStyle: true });
    await s3.createBucket({ Bucket: BUCKET, CreateBucketConfiguration: { LocationConstraint: 'eu-west-1' } });
    aws = new S3ObjectStore({ client: s3 });
    laptop = new FolderObjectStore({ source: folder });
    invoices = await readInvoices();
  }, 120_000);
  afterAll(async () => {
    s3.destroy();
    await moto.stop();
    rmSync(folder, { recursive: true });
  });

  it('are the same to the bit, though events came late, twice and out of order', async () => {
    const bought = invoices.map((invoice) => ({ ...bodyOf(invoice), at: arrival(invoice) }));
    const opened = invoices.filter((_, index) => index % 40 === 0).map(({ id, customer, at }) => openedBy(customer, id, at + 3 * MINUTE));
    await laptop.put('s3://source/events.jsonl', [...bought.map(({ event }) => event), ...opened].map((event) => JSON.stringify(event)).join('\n'));
    const days = new Map<number, Arrival[]>();
    for (const one of bought.toSorted((a, b) => a.at - b.at)) days.set(Math.floor(one.at / DAY), [...(days.get(Math.floor(one.at / DAY)) ?? []), one]);
    let last: Arrival[] = [];
    for (const [day, arrived] of days) {
      const again = last.slice(-20).map(({ event }) => ({ event, at: day * DAY + MINUTE })); // Firehose delivers at least once
      await storeAsFirehose(aws, `s3://${BUCKET}/${STORED_EVENTS}`, [...arrived, ...again]);
      last = arrived;
    }
    const feedback = new FeedbackObjects(aws, `s3://${BUCKET}/${FEEDBACK_PREFIX}`);
    for (let from = 0; from < opened.length; from += 100) await feedback.add(opened.slice(from, from + 100));

    const ids = [...new Set(invoices.map(({ customer }) => customer))];
    const onLaptop = await countEvents(new FileEvents(laptop, 's3://source/events.jsonl'), WINDOW, NOW, ids);
    const onAws = await countEvents(ownerEvents(aws, BUCKET), WINDOW, NOW, ids);
    for (const [at, type] of WINDOW.types.entries()) expect({ type, counted: sumOf(onLaptop.counted.features[at]) > 50 }).toEqual({ type, counted: true });
    expect(onAws.counted).toEqual(onLaptop.counted);
    expect(onLaptop.records.Ok).toBe(bought.length + opened.length);
    expect(onAws.records.Ok).toBeLessThan(onLaptop.records.Ok); // what cannot count is not brought into the process
  }, 300_000);
});

const sumOf = (feature: Feature | undefined): number => (feature?.kind === 'numeric' ? feature.values.reduce((sum, value) => sum + value, 0) : 0);

/** Those with a customer; a value below zero is a cancellation. */
async function readInvoices(): Promise<Invoice[]> {
  const file = sharedPath('data/online-retail/online-retail-2010-2011.parquet');
  const sql = `SELECT InvoiceNo AS id, CAST(any_value(CustomerID) AS VARCHAR) AS customer, epoch_ms(min(InvoiceDate)) AS at, sum(Quantity * UnitPrice) AS value
    FROM read_parquet(${sqlText(file)}) WHERE CustomerID IS NOT NULL AND InvoiceDate BETWEEN '2011-05-20' AND '2011-10-10' GROUP BY InvoiceNo ORDER BY InvoiceNo`;
  const rows = await withDuckDb(async (connection) => (await connection.runAndReadAll(sql)).getRowObjects(), { files: [file] });
  return rows.map(({ id, customer, at, value }) => ({ id: String(id), customer: String(customer), at: Number(at), value: Number(value) }));
}

const bodyOf = ({ id, customer, at, value }: Invoice): Pick<Arrival, 'event'> => ({
  event: { event_id: id, event_type: value < 0 ? 'gave-back' : 'bought', event_timestamp: at, client: { client_id: customer }, metrics: { value } },
});

/** Most at once, one in seven up to ten weeks later, some by a clock that was four minutes ahead. */
function arrival({ at, id }: Invoice): number {
  const draw = Number(id.replaceAll(/\D/g, ''));
  return draw % 7 === 0 ? at + ((draw * 7919) % 70) * DAY : draw % 11 === 0 ? at - 4 * MINUTE : at + (draw % 5) * MINUTE;
}

function openedBy(customer: string, invoice: string, at: number): ReturnType<typeof firstPartyEvent> {
  return firstPartyEvent(
    { channel: 'email', kind: 'opened', at: new Date(at).toISOString(), providerId: `ses-${invoice}` },
    { campaign: 'spring', runId: 'run-1', recipient: customer, channel: 'email', at: new Date(at - MINUTE).toISOString() },
  );
}
