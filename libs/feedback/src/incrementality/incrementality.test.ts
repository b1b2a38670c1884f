import { inHoldout, saltedUnit } from '@parley/segmentation';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { campaignEffect } from './campaign-effect';
import { readOutcomes } from './outcomes';

const FROM = new Date('2026-07-01T17:00:00Z');
const DAY = 86_400_000;
const CAMPAIGN = { campaign: 'spring', segment: 'most-likely' };
const WINDOW = { type: 'order.completed', from: FROM, days: 14 };

describe('what sending brought', () => {
  let folder: string;
  beforeEach(async () => (folder = await mkdtemp(join(tmpdir(), 'parley-incrementality-'))));
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it('counts a person once, for events of the type within the window alone', async () => {
    const events = [
      ['at the very moment', 0], ['just after', 1], ['just after', 2], ['at the end', 14 * DAY], ['too late', 14 * DAY + 1], ['before', -1], ['of another type', 5, 'order.cancelled'],
    ] as const;
    const lines = events.map(([id, after, type = WINDOW.type]) => JSON.stringify({ event_type: type, event_timestamp: FROM.getTime() + after, client: { client_id: id } }));
    await writeFile(join(folder, 'events.jsonl'), [...lines, '{"event_type":"order.completed"}', ''].join('\n'));
    expect(await readOutcomes([join(folder, 'events.jsonl')], WINDOW)).toEqual({ people: new Set(['just after', 'at the end']), unread: 1 });
    await expect(readOutcomes([], { ...WINDOW, days: 400 })).rejects.toMatchObject({ code: 'WINDOW_INVALID' });
  });

  it('finds the effect that was planted', () => {
    const effects = Array.from({ length: 10 }, (_, world) => tried(`world-${world}`, 0.05));
    expect(effects.map((effect) => effect?.verdict)).toEqual(Array.from({ length: 10 }, () => 'adds'));
    expect(effects.filter((effect) => effect && effect.low <= 0.05 && 0.05 <= effect.high).length).toBeGreaterThanOrEqual(8);
  });

  it('shows nothing where there is nothing', () => {
    const verdicts = Array.from({ length: 10 }, (_, world) => tried(`world-${world}`, 0)?.verdict);
    expect(verdicts.filter((verdict) => verdict === 'nothing shown').length).toBeGreaterThanOrEqual(8);
  });

  it('compares nothing where a side has nobody', () => {
    expect(campaignEffect(CAMPAIGN, { audience: ['a'], heldOut: [] }, new Set(['a']), 0.01)).toEqual({ ...CAMPAIGN, arms: { audience: { people: 1, responders: 1 }, heldOut: { people: 0, responders: 0 } } });
  });
});

/** 12,000 made-up people, half of them held out; without a message one in ten buys. */
function tried(salt: string, added: number) {
  const ids = Array.from({ length: 12_000 }, (_, index) => `${salt}-${index}`);
  const heldOut = ids.filter((id) => inHoldout('lot', id, 0.5));
  const held = new Set(heldOut);
  const buys = (id: string) => saltedUnit('buys', id) < (held.has(id) ? 0.1 : 0.1 + added);
  return campaignEffect(CAMPAIGN, { audience: ids.filter((id) => !held.has(id)), heldOut }, new Set(ids.filter(buys)), 0.02).effect;
}
