import { ConsentFile, FileLedger, type MessageIdentity, SuppressionFile, addressSubject, idempotencyKey, messageHash } from '@parley/activation';
import { type EventSpan, readPinpointEvents } from '@parley/first-party-events';
import { FolderObjectStore } from '@parley/object-store';
import fc from 'fast-check';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { applyFeedback, type FeedbackPorts } from './apply-feedback';
import { FeedbackEvents } from './feedback-events';
import { FeedbackFile } from './feedback-file';
import { FeedbackObjects } from './feedback-objects';

const SENT_AT = '2026-07-01T17:00:00.000Z';
const LATER = '2026-07-01T17:01:00.000Z';
const NOW = new Date('2026-07-02T09:00:00Z');
const message = (recipient: string, channel = 'email'): MessageIdentity => ({ campaign: 'spring', runId: 'run-1', recipient, channel });

/** A run's files with two e-mails (one whose outcome a crash hid) and one text message. */
interface Desk extends FeedbackPorts {
  ledger: FileLedger;
  suppression: SuppressionFile;
  consent: ConsentFile;
  folder: string;
  close(): Promise<void>;
}

async function openDesk(): Promise<Desk> {
  const folder = await mkdtemp(join(tmpdir(), 'parley-feedback-'));
  const ledger = await FileLedger.open(join(folder, 'ledger.jsonl'));
  const [suppression, consent, store] = [await SuppressionFile.open(join(folder, 'suppressions.jsonl')), await ConsentFile.open(join(folder, 'consents.jsonl')), await FeedbackFile.open(join(folder, 'feedback/events.jsonl'))];
  await ledger.reserve([message('c1'), message('c2'), message('c3', 'sms')], { at: new Date(SENT_AT), caps: [], worker: 'w', leaseUntil: new Date(LATER) });
  await ledger.settle([
    { key: idempotencyKey(message('c1')), outcome: 'sent', providerId: 'ses-1' },
    { key: idempotencyKey(message('c2')), outcome: 'unknown' },
    { key: idempotencyKey(message('c3', 'sms')), outcome: 'sent', providerId: 'sms-3' },
  ]);
  const close = async () => {
    for (const file of [ledger, suppression, consent, store]) await file.close();
    await rm(folder, { recursive: true, force: true });
  };
  return { messages: ledger, ledger, suppression, consent, store, clock: () => NOW, purpose: 'marketing', folder, close };
}

const ses = (eventType: string, part: Record<string, unknown>, { id = 'ses-1', to = 'c1@example.com', of }: { id?: string; to?: string; of?: MessageIdentity } = {}): string =>
  JSON.stringify({
    eventType,
    mail: { timestamp: SENT_AT, messageId: id, destination: [to], ...(of ? { tags: { 'parley-message': [messageHash(idempotencyKey(of))] } } : {}) },
    ...part,
  });
const delivery = (at = LATER, more = {}) => ses('Delivery', { delivery: { timestamp: at, recipients: ['c1@example.com'] } }, more);
const complaint = (at = LATER) => ses('Complaint', { complaint: { timestamp: at, complainedRecipients: [{ emailAddress: 'c1@example.com' }] } });
const bounce = (bounceType: string, more: { of?: MessageIdentity; to?: string; id?: string } = {}) =>
  ses('Bounce', { bounce: { bounceType, timestamp: LATER, bouncedRecipients: [{ emailAddress: more.to ?? 'c1@example.com' }] } }, more);
const stop = JSON.stringify({
  TopicArn: 'arn:aws:sns:eu-west-1:111122223333:replies',
  Timestamp: LATER,
  Message: JSON.stringify({ originationNumber: '+12025550123', messageBody: 'Stop', inboundMessageId: 'in-1', previousPublishedMessageId: 'sms-3' }),
});

describe('feedback', () => {
  let desk: Desk;
  beforeEach(async () => (desk = await openDesk()));
  afterEach(() => desk.close());
  const suppressed = async (...subjects: string[]) => [...(await desk.suppression.suppressed(subjects))];
  const state = async (one: MessageIdentity) => (await desk.ledger.read([one], new Date(0))).get(idempotencyKey(one))?.state;
  const events = async () => {
    const found: (string | undefined)[][] = [];
    for await (const record of readPinpointEvents(join(desk.folder, 'feedback/events.jsonl'))) {
      found.push(record.outcome === 'Ok' ? [record.event.type, record.event.clientId, record.event.attributes.campaign_id] : [record.reason]);
    }
    return found;
  };

  it('becomes a first-party event of the person the message went to, as the reader of events has it', async () => {
    expect(await applyFeedback([delivery()], desk)).toMatchObject({ texts: 1, told: { 'email delivered': 1 }, events: 1, suppressed: 0 });
    expect(await events()).toEqual([['_email.delivered', 'c1', 'spring']]);
  });

  it('resolves a send whose outcome a crash hid, by the tag that the message carries', async () => {
    await applyFeedback([delivery(LATER, { id: 'ses-unseen', of: message('c2') })], desk);
    expect(await state(message('c2'))).toBe('sent');
    expect((await desk.ledger.find(['ses-unseen'])).get('ses-unseen')).toMatchObject({ recipient: 'c2' });
  });

  it('resolves it from a bounce too: the message went out', async () => {
    await applyFeedback([bounce('Permanent', { id: 'ses-unseen', of: message('c2'), to: 'c2@example.com' })], desk);
    expect(await state(message('c2'))).toBe('sent');
    expect(await suppressed(addressSubject('email', 'c2@example.com'))).toHaveLength(1);
  });

  it('suppresses after a hard bounce, not after a soft one', async () => {
    await applyFeedback([bounce('Transient')], desk);
    expect(await suppressed(addressSubject('email', 'C1@example.com'))).toEqual([]);
    await applyFeedback([bounce('Permanent')], desk);
    expect(await suppressed(addressSubject('email', 'C1@example.com'))).toHaveLength(1);
    expect((await events()).map(([type]) => type)).toEqual(['_email.softbounce', '_email.hardbounce']);
  });

  it('takes STOP for a no to text messages: the number and the consent, on that channel', async () => {
    expect(await applyFeedback([stop], desk)).toMatchObject({ suppressed: 1, withdrawn: 1, events: 1 });
    expect(await suppressed(addressSubject('sms', '+1 202 555 0123'))).toHaveLength(1);
    expect((await desk.consent.read(['c3'], 'marketing', 'sms')).get('c3')).toMatchObject({ granted: false, at: LATER, source: 'feedback: opted-out' });
    expect((await desk.consent.read(['c3'], 'marketing', 'email')).size).toBe(0);
  });

  it('suppresses an address that complains of a message nobody here knows, and makes no event of it', async () => {
    const counts = await applyFeedback([ses('Complaint', { complaint: { timestamp: LATER, complainedRecipients: [{ emailAddress: 'x@example.com' }] } }, { id: 'of-another-sender' })], desk);
    expect(counts).toMatchObject({ unmatched: 1, suppressed: 1, withdrawn: 0, events: 0 });
    expect(await suppressed(addressSubject('email', 'x@example.com'))).toHaveLength(1);
  });

  it('does not believe what is from the future or older than its message, and still protects', async () => {
    const counts = await applyFeedback([delivery('2026-07-02T09:06:00.000Z'), delivery('2026-07-01T16:54:00.000Z'), complaint('2030-01-01T00:00:00.000Z')], desk);
    expect(counts).toMatchObject({ ignored: { 'from the future': 2, 'older than its message': 1 }, events: 0, suppressed: 1, withdrawn: 1 });
    expect((await desk.consent.read(['c1'], 'marketing', 'email')).get('c1')).toMatchObject({ granted: false, at: NOW.toISOString() });
  });

  it('keeps what it cannot read, once, and counts it by type', async () => {
    const counts = await applyFeedback(['{"eventType":"MEDIA_DELIVERED"}', 'nonsense', 'nonsense'], desk);
    expect(counts.unknown).toEqual({ 'text: MEDIA_DELIVERED': 1, 'text: no JSON object': 2 });
    expect((await readFile(join(desk.folder, 'feedback/unread.jsonl'), 'utf8')).trim().split('\n')).toHaveLength(2);
  });

  it('writes no address: events hold the customer\'s id', async () => {
    await applyFeedback([delivery(), complaint(), bounce('Permanent'), stop], desk);
    const written = await Promise.all(['feedback/events.jsonl', 'suppressions.jsonl', 'consents.jsonl', 'ledger.jsonl'].map((file) => readFile(join(desk.folder, file), 'utf8')));
    expect(written.join('\n')).not.toMatch(/@|5550123/);
  });

  it('comes to the same end in any order, however often it is told', async () => {
    const told = [delivery(), complaint(), bounce('Transient'), stop, delivery(LATER, { id: 'ses-unseen', of: message('c2') }), delivery('2030-01-01T00:00:00.000Z')];
    const order = fc.array(fc.nat(told.length - 1), { maxLength: 12 }).map((again) => [...told.keys(), ...again]);
    await fc.assert(
      fc.asyncProperty(order.chain((all) => fc.shuffledSubarray(all, { minLength: all.length })), async (indices) => {
        const own = await openDesk();
        try {
          for (const index of indices) await applyFeedback([told[index] ?? ''], own);
          const ids = (await readFile(join(own.folder, 'feedback/events.jsonl'), 'utf8')).trim().split('\n').map((line) => (JSON.parse(line) as { attributes: { feedback_id: string } }).attributes.feedback_id);
          expect([new Set(ids).size, ids.length]).toEqual([5, 5]);
          expect((await own.suppression.suppressed([addressSubject('email', 'c1@example.com'), addressSubject('sms', '+12025550123')])).size).toBe(2);
          expect((await own.ledger.read([message('c2')], new Date(0))).get(idempotencyKey(message('c2')))?.state).toBe('sent');
        } finally {
          await own.close();
        }
      }),
      { numRuns: 5 },
    );
  });

  it('stays in objects as in a file: each event once, each under its day', async () => {
    const store = new FolderObjectStore({ events: join(desk.folder, 'objects') });
    const objects = { ...desk, store: new FeedbackObjects(store, 's3://events/feedback/') };
    expect((await applyFeedback([delivery(), 'nonsense'], objects)).events).toBe(1);
    expect((await applyFeedback([delivery(), 'nonsense', complaint()], objects)).events).toBe(1);
    const uris = await store.list('s3://events/feedback/');
    expect(uris.filter((uri) => uri.startsWith('s3://events/feedback/events/2026/07/01/'))).toHaveLength(2);
    expect(uris.filter((uri) => uri.startsWith('s3://events/feedback/unread/'))).toHaveLength(1);

    const read = async (more: Partial<EventSpan>): Promise<unknown[]> => {
      const found: unknown[] = [];
      const span = { start: Date.parse('2026-07-01T00:00:00Z'), end: Date.parse(LATER), types: ['_email.delivered'], until: NOW, ...more };
      await new FeedbackEvents(store, 's3://events/feedback/').read(span, (one) => found.push(one.outcome === 'Ok' ? [one.event.clientId, one.event.type, one.event.timestamp] : one));
      return found.toSorted();
    };
    expect(await read({})).toEqual([['c1', '_email.complaint', Date.parse(LATER)], ['c1', '_email.delivered', Date.parse(LATER)]]);
    expect(await read({ start: Date.parse('2026-07-02T00:00:00Z'), end: NOW.getTime() })).toEqual([]);
    expect(await read({ types: ['product.viewed'] })).toEqual([]);
  });
});
