import { type KeptProgress, Progress, type Reached } from './progress';

const NOW = new Date('2026-07-01T00:00:00Z');
const items = Array.from({ length: 120 }, (_, index) => `object-${String(index).padStart(3, '0')}`);

/** Where progress is kept, as JSON like an object. */
function kept(): KeptProgress {
  let text: string | undefined;
  return { read: async () => (text === undefined ? undefined : (JSON.parse(text) as Reached)), write: async (reached) => void (text = JSON.stringify(reached)) };
}

/** A process that takes a pass over the items and is killed at the one it can't do; gives what it came to. */
async function take(keep: KeptProgress, pass: string, does: (item: string) => boolean | 'killed'): Promise<string[]> {
  const came: string[] = [];
  const each = async (item: string): Promise<boolean> => {
    came.push(item);
    const done = does(item);
    if (done === 'killed') throw new Error('killed');
    return done;
  };
  await (await Progress.open(NOW, keep)).pass(pass, async () => items.toReversed(), (name) => name, each).catch(() => undefined);
  return came;
}

describe('how far an erasure has come', () => {
  it('is kept: a killed pass goes on near where it was, and one that ended is not taken again', async () => {
    const keep = kept();
    expect(await take(keep, 'a', (item) => (item === 'object-070' ? 'killed' : true))).toEqual(items.slice(0, 71));
    expect(await take(keep, 'a', () => true)).toEqual(items.slice(50));
    expect(await take(keep, 'a', () => true)).toEqual([]);
    expect(await take(keep, 'b', () => true)).toEqual(items);
  });

  it('never passes an item that is not done, however far the process comes', async () => {
    const keep = kept();
    expect(await take(keep, 'look', (item) => (item === 'object-119' ? 'killed' : item !== 'object-060'))).toEqual(items);
    expect(await take(keep, 'look', (item) => item !== 'object-060')).toEqual(items.slice(50));
    expect(await take(keep, 'look', () => true)).toEqual(items.slice(50));
  });

  it('begins anew, from another moment, where it is told to', async () => {
    const keep = kept();
    await take(keep, 'a', () => true);
    const later = new Date(NOW.getTime() + 1);
    await (await Progress.open(NOW, keep)).restart(later);
    expect((await Progress.open(NOW, keep)).since).toEqual(later);
    expect(await take(keep, 'a', () => true)).toEqual(items);
  });
});
