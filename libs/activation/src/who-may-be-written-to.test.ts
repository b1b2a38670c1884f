import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { activateCampaign } from './activate-campaign';
import type { CampaignResult } from './campaign';
import { consentAt } from './consent';
import cases from './consent.cases.json';
import type { ConsentRecord } from './ports/consent-store';
import type { Suppression } from './ports/suppression-store';
import { addressSubject, recipientSubjects } from './suppression-subject';
import { closeFiles, type Files, makeActivation, makePeople, NOON, UNSUBSCRIBE } from './testing/make-activation';

async function runWith(prepare: (files: Files) => Promise<void>, people = makePeople(4)): Promise<CampaignResult> {
  const activation = await makeActivation(await mkdtemp(join(tmpdir(), 'parley-consent-')), people);
  await prepare(activation);
  const result = await activateCampaign(activation);
  await closeFiles(activation);
  return result;
}

const record = (recipient: string, change: Partial<ConsentRecord>): ConsentRecord => ({
  recipient,
  purpose: 'marketing',
  channel: 'email',
  granted: true,
  at: '2026-06-01T00:00:00Z',
  source: 'sign-up form',
  ...change,
});

describe('consent', () => {
  it.each(cases as { title: string; record?: Partial<ConsentRecord>; table: boolean; expect: string }[])('$title', ({ record: said, table, expect: verdict }) => {
    expect(consentAt(said && record('c0', said), table, NOON)).toBe(verdict);
  });

  it('counts by purpose and channel, and more than the contact table', async () => {
    const result = await runWith(({ consents }) =>
      consents.record([
        record('c0', { granted: false }),
        record('c1', { granted: false, channel: 'sms' }),
        record('c2', { granted: false, purpose: 'research' }),
        record('c3', { expires: '2026-06-30T00:00:00Z' }),
      ]),
    );
    expect(result).toMatchObject({ sent: 2, heldBack: { consent: 2 } });
  });
});

const unsubscribed = (list: string, id: string): Suppression[] => recipientSubjects(UNSUBSCRIBE.keys, list, id).map((subject) => ({ subject, reason: 'unsubscribed', at: '2026-06-01T00:00:00Z' }));

describe('suppression', () => {
  it('holds for an address however it is written, and for a person on a list whatever their address', async () => {
    const result = await runWith(({ suppressions }) =>
      suppressions.suppress([
        { subject: addressSubject('email', ' PERSON0@Example.com'), reason: 'bounced', at: '2026-06-01T00:00:00Z' },
        ...unsubscribed(UNSUBSCRIBE.list, 'c1'),
        ...unsubscribed('other list', 'c2'),
        { subject: addressSubject('sms', 'person3@example.com'), reason: 'opted-out', at: '2026-06-01T00:00:00Z' },
      ]),
    );
    expect(result).toMatchObject({ sent: 2, heldBack: { suppression: 2 } });
  });

  it('names nobody in its subjects', () => {
    const subjects = [addressSubject('email', 'ada@example.com'), addressSubject('sms', '+447700900123'), ...recipientSubjects(UNSUBSCRIBE.keys, 'offers', 'customer-17')];
    expect(subjects.join(' ')).not.toMatch(/ada|7700900123|customer-17/);
    expect(new Set(subjects).size).toBe(3);
  });

  it('has one subject for every spelling of a number', () => {
    expect(addressSubject('sms', '+44 7700 900-123')).toBe(addressSubject('sms', '+447700900123'));
  });
});

describe('a person without an address of the channel', () => {
  it('is held back for just that', async () => {
    const people = makePeople(3, (contact, index) => (index === 0 ? { ...contact, addresses: { sms: '+447700900123' } } : contact));
    expect(await runWith(() => Promise.resolve(), people)).toMatchObject({ sent: 2, heldBack: { noAddress: 1 } });
  });
});
