import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { activateCampaign } from './activate-campaign';
import type { Activation, CampaignResult } from './campaign';
import type { Contact } from './contact';
import type { Channel, OutgoingMessage } from './channel';
import { outboxOf } from './outbox';
import { addressSubject } from './suppression-subject';
import { closeFiles, makeActivation, makePeople, NOON } from './testing/make-activation';

const EMAIL = { name: 'email', batchSize: 50, ratePerSecond: Number.POSITIVE_INFINITY } as const;
const NONE_HELD = { consent: 0, noAddress: 0, suppression: 0, quietHours: 0, cap: 0, holdout: 0, duplicate: 0 };
const newFolder = (): Promise<string> => mkdtemp(join(tmpdir(), 'parley-campaign-'));
const filesOf = (folder: string): Promise<string[]> => readdir(join(folder, 'outbox')).catch(() => []);
const inDays =
  (days: number): (() => Date) =>
  () =>
    new Date(NOON.getTime() + days * 86_400_000);
const numberOf = (id: string): number => Number(id.slice(1));

type Changes = Parameters<typeof makeActivation>[2];

async function run(folder: string, people: Map<string, Contact>, changes: Changes = {}, prepare?: (on: Activation) => Promise<void>): Promise<CampaignResult> {
  const activation = await makeActivation(folder, people, changes);
  try {
    await prepare?.(activation);
    return await activateCampaign(activation);
  } finally {
    await closeFiles(activation);
  }
}

describe('a campaign', () => {
  it('sends to whom it may, defers who sleeps, and says why it held back the rest', async () => {
    const folder = await newFolder();
    const people = makePeople(8, (contact, index) => ({
      ...contact,
      consents: index === 1 ? [] : contact.consents,
      addresses: index === 5 ? { email: ' PERSON0@example.com' } : index === 6 ? { email: 'not an address' } : contact.addresses,
      zone: index === 3 ? 'Asia/Tokyo' : index === 7 ? 'Mars/Olympus' : 'Europe/London',
    }));
    const audience = [...people.keys(), 'c0', 'stranger'].map((id) => ({ id }));
    const result = await run(folder, people, { audience, holdout: (id) => id === 'c4' }, ({ suppressions }) =>
      suppressions.suppress([{ subject: addressSubject('email', 'Person2@Example.com '), reason: 'bounced', at: NOON.toISOString() }]),
    );
    expect(result).toEqual({
      campaign: 'spring',
      segment: 'most-likely',
      channel: 'email',
      status: 'done',
      approved: true,
      audience: 10,
      sent: 1,
      failed: 1,
      unknown: 0,
      ready: 0,
      heldBack: { consent: 2, noAddress: 0, suppression: 1, quietHours: 2, cap: 0, holdout: 1, duplicate: 2 },
    });
    expect(await filesOf(folder)).toHaveLength(1);
    expect(await readFile(join(folder, 'deferred.jsonl'), 'utf8')).not.toContain('@');
  });

  it('sends a deferred message when its hour has come, once', async () => {
    const folder = await newFolder();
    const people = makePeople(3, (contact, index) => ({ ...contact, zone: index === 1 ? 'Asia/Tokyo' : 'Europe/London' }));
    await run(folder, people);
    const later = await makeActivation(folder, people, { clock: () => new Date('2026-07-01T23:00:00Z') });
    expect(await later.deferred.due(NOON)).toEqual([]);
    const due = await later.deferred.due(new Date('2026-07-01T23:00:00Z'));
    expect(due).toEqual([{ campaign: 'spring', runId: 'run-1', recipient: 'c1', channel: 'email', notBefore: '2026-07-01T23:00:00.000Z' }]);
    const result = await activateCampaign({ ...later, replay: true, audience: due.map(({ recipient }) => ({ id: recipient })) });
    expect(result).toMatchObject({ audience: 1, sent: 1 });
    expect(await later.deferred.due(new Date('2099-01-01T00:00:00Z'))).toEqual([]);
    expect(await filesOf(folder)).toHaveLength(3);
    await closeFiles(later);
  });

  it('caps over campaigns in a rolling window', async () => {
    const folder = await newFolder();
    const people = makePeople(2);
    await run(folder, people, { audience: [{ id: 'c0' }] });
    expect(await run(folder, people, { runId: 'run-2', clock: inDays(6.9) })).toMatchObject({ sent: 1, heldBack: { cap: 1 } });
    expect(await run(folder, people, { runId: 'run-3', clock: inDays(7) })).toMatchObject({ sent: 1, heldBack: { cap: 1 } });
  });

  it('run again with the same run id, sends nothing and counts the same', async () => {
    const folder = await newFolder();
    const people = makePeople(120, (contact, index) => ({ ...contact, addresses: index % 7 === 0 ? { email: 'shared@example.com' } : contact.addresses }));
    const audience = [...people.keys(), 'c3', 'c100'].map((id) => ({ id }));
    const first = await run(folder, people, { audience });
    const silent: Channel = { ...EMAIL, send: () => Promise.reject(new Error('nothing may be sent')) };
    expect(await run(folder, people, { audience, channel: silent })).toEqual(first);
    expect(first).toMatchObject({ sent: 103, heldBack: { duplicate: 19 } });
  });
});

describe('what keeps a campaign from sending', () => {
  it('waits for approval: counts who is ready, writes nothing, and goes on once approved', async () => {
    const folder = await newFolder();
    const people = makePeople(60, (contact, index) => ({ ...contact, consents: index > 0 ? contact.consents : [], zone: index === 1 ? 'Asia/Tokyo' : 'Europe/London' }));
    const waiting = await run(folder, people, { approval: { required: true, volumeLimit: 100 } });
    expect(waiting).toMatchObject({ status: 'awaiting-approval', approved: false, sent: 0, ready: 58, heldBack: { ...NONE_HELD, consent: 1, quietHours: 1 } });
    expect(await filesOf(folder)).toEqual([]);
    expect(await readFile(join(folder, 'ledger.jsonl'), 'utf8')).toBe('');
    expect(await readFile(join(folder, 'deferred.jsonl'), 'utf8')).toBe('');
    expect(await run(folder, people)).toMatchObject({ status: 'done', sent: 58, ready: 0 });
  });

  it('needs no person where the plan says so', async () => {
    expect(await run(await newFolder(), makePeople(2), { approval: { required: false, volumeLimit: 2 } })).toMatchObject({ approved: true, sent: 2 });
  });

  it('refuses an audience above the volume limit, whole', async () => {
    const folder = await newFolder();
    const tooMany = run(folder, makePeople(3), { approval: { required: false, volumeLimit: 2 } });
    await expect(tooMany).rejects.toMatchObject({ kind: 'refused', code: 'ACTIVATION_VOLUME_LIMIT' });
    expect(await filesOf(folder)).toEqual([]);
  });

  it('writes nothing in a dry run', async () => {
    const folder = await newFolder();
    expect(await run(folder, makePeople(3), { dryRun: true })).toMatchObject({ status: 'dry-run', sent: 0, ready: 3 });
    expect(await filesOf(folder)).toEqual([]);
  });

  it('stops between batches when the stop file appears, and goes on when it is gone', async () => {
    const folder = await newFolder();
    const stopFile = join(folder, 'STOP');
    const inner = outboxOf('email', join(folder, 'outbox')) as Channel;
    const stopping: Channel = {
      ...EMAIL,
      send: async (batch) => {
        await writeFile(stopFile, '');
        return inner.send(batch);
      },
    };
    const people = makePeople(120);
    expect(await run(folder, people, { channel: stopping })).toMatchObject({ status: 'stopped', sent: 50, ready: 70 });
    await rm(stopFile);
    expect(await run(folder, people)).toMatchObject({ status: 'done', sent: 120, ready: 0 });
  });
});

describe('a channel that breaks', () => {
  it('leaves what it sent as sent, and the next run sends the rest', async () => {
    const folder = await newFolder();
    const people = makePeople(70);
    const channel = outboxOf('email', join(folder, 'outbox')) as Channel;
    const sent: string[] = [];
    const record = async (batch: readonly OutgoingMessage[]): ReturnType<Channel['send']> => {
      sent.push(...batch.map(({ key }) => key));
      return channel.send(batch);
    };
    const lookup: Channel['lookup'] = (keys) => channel.lookup?.(keys) ?? Promise.resolve(new Map());
    const fullDisk = Object.assign(new Error('no space'), { code: 'ENOSPC' });
    const breaking: Channel = { ...EMAIL, send: async (batch) => record(batch.slice(0, 20)).then(() => Promise.reject(fullDisk)), lookup };
    await expect(run(folder, people, { channel: breaking })).rejects.toMatchObject({ code: 'ACTIVATION_CHANNEL_BROKE', message: expect.stringContaining('ENOSPC') });
    expect(await run(folder, people, { channel: { ...EMAIL, send: record, lookup } })).toMatchObject({ sent: 70, unknown: 0 });
    expect(sent).toHaveLength(70);
    expect(new Set(sent).size).toBe(70);
  });

  it('without a lookup, reports the batch as unknown and never repeats it', async () => {
    const folder = await newFolder();
    const breaking: Channel = { ...EMAIL, send: () => Promise.reject(new Error('connection lost')) };
    await expect(run(folder, makePeople(70), { channel: breaking })).rejects.toMatchObject({ code: 'ACTIVATION_CHANNEL_BROKE' });
    expect(await run(folder, makePeople(70))).toMatchObject({ sent: 20, unknown: 50 });
    expect(await filesOf(folder)).toHaveLength(20);
  });

  it('that leaves a message out of its answer makes it unknown', async () => {
    const forgetful: Channel = { ...EMAIL, send: (batch) => Promise.resolve(batch.slice(1).map(({ key }) => ({ key, outcome: 'sent' }))) };
    expect(await run(await newFolder(), makePeople(3), { channel: forgetful })).toMatchObject({ sent: 2, unknown: 1 });
  });
});

describe('counts', () => {
  it('add up to the audience, whatever the people and the channel are like', async () => {
    const person = fc.record({
      consent: fc.boolean(),
      zone: fc.constantFrom('Europe/London', 'Asia/Tokyo', 'nowhere'),
      address: fc.constantFrom('a@example.com', 'b@example.com', 'c@example.com', 'd@example.com', 'broken', undefined),
      known: fc.boolean(),
      heldOut: fc.boolean(),
      outcome: fc.constantFrom('sent', 'failed', 'throttled', 'unknown', 'silent'),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(person, { maxLength: 120 }), fc.boolean(), fc.boolean(), fc.array(fc.nat(119), { maxLength: 10 }), async (drawn, dryRun, approved, repeats) => {
        const people = makePeople(drawn.length, (contact, index) => ({
          ...contact,
          zone: drawn[index]?.zone ?? '',
          consents: drawn[index]?.consent ? ['email'] : [],
          addresses: drawn[index]?.address === undefined ? {} : { email: drawn[index].address },
        }));
        const channel: Channel = {
          ...EMAIL,
          send: (batch) =>
            Promise.resolve(
              batch.flatMap(({ key }) => {
                const outcome = drawn[numberOf(key.split('|')[2] ?? '')]?.outcome ?? 'sent';
                return outcome === 'silent' ? [] : [{ key, outcome }];
              }),
            ),
        };
        const audience = [...people.keys(), ...repeats.filter((at) => at < drawn.length).map((at) => `c${at}`)].map((id) => ({ id }));
        const contacts = new Map([...people].filter(([id]) => drawn[numberOf(id)]?.known));
        const approval = { required: true, volumeLimit: 1000, ...(approved ? { given: { by: 'Mo', at: '' } } : {}) };
        const holdout = (id: string): boolean => drawn[numberOf(id)]?.heldOut ?? false;
        const { sent, failed, unknown, ready, heldBack, ...result } = await run(await newFolder(), contacts, { audience, channel, approval, dryRun, holdout });
        const held = Object.values(heldBack).reduce((sum, count) => sum + count, 0);
        expect(sent + failed + unknown + ready + held).toBe(result.audience);
        expect(result.audience).toBe(audience.length);
        if (dryRun || !approved) expect(sent + failed + unknown).toBe(0);
        else expect(ready).toBe(0);
      }),
      { numRuns: 25, seed: 6 },
    );
  });
});
