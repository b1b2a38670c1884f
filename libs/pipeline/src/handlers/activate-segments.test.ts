import { DeadLetterFile } from '@parley/activation';
import { FolderObjectStore } from '@parley/object-store';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BUCKETS } from '../buckets';
import type { Ports } from '../ports';
import { StepRunner } from '../step-runner';
import { activateSegmentsHandler } from './activate-segments';

const run = { id: 'r1', seed: 1, now: '2026-07-01T17:00:00Z' };
const HELD_BACK = { consent: 1, noAddress: 0, suppression: 0, quietHours: 0, cap: 0, holdout: 0, duplicate: 0 };
const outcome = (status: string, ready: number) => ({ campaign: 'spring', status, audience: ready + 1, sent: 0, failed: 0, unknown: 0, ready, heldBack: HELD_BACK });

it('says what waits for a person: people whom the stop switch kept from their message, and dead letters', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'parley-send-'));
  const deadLetters = await DeadLetterFile.open(join(folder, 'dead-letters.jsonl'));
  const store = new FolderObjectStore({ [BUCKETS.run]: join(folder, 'run'), [BUCKETS.out]: join(folder, 'out') });
  const watcher = { started: () => {}, ended: () => {} };
  const ports = { store, watcher, deadLetters, plan: { campaigns: [{ name: 'spring' }] } } as unknown as Ports;
  const steps = new StepRunner(store, watcher);
  await steps.run('activate-spring', () => Promise.resolve(outcome('stopped', 12)));
  await steps.run('activate-spring-1', () => Promise.resolve(outcome('awaiting-approval', 7)));
  await deadLetters.add(['c1', 'c2'].map((recipient) => ({ campaign: 'spring', runId: 'r0', channel: 'email', recipient, at: run.now, reason: 'refused' })));
  const send = (shard: number) => activateSegmentsHandler({ op: 'send', run, campaign: 'spring', shard, approval: { given: null } }, ports);
  expect([await send(0), await send(1)]).toEqual([{ status: 'stopped', stopped: 12 }, { status: 'awaiting-approval' }]);
  const activation = { campaigns: [{ campaign: 'spring', audience: 8, audienceSha256: 'x', shards: [1] }], needsApproval: true, wouldSend: [] };
  expect(await activateSegmentsHandler({ op: 'receipt', run, activation, approval: { given: null } }, ports)).toMatchObject({ sha256: null, deadLetters: 2 });
  await deadLetters.close();
  rmSync(folder, { recursive: true });
});
