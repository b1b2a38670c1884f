import type { UnsubscribeKeys } from '@parley/activation';

/** Keys that are asked for again after a while, and at once where a token is of none of them. */
export interface RememberedKeys {
  /** Asked for at most a minute ago. */
  known(): Promise<UnsubscribeKeys>;
  /** Asked for at most a second ago: the keys may have been rotated since, but bad tokens must not turn into as many calls. */
  latest(): Promise<UnsubscribeKeys>;
}

const [KNOWN_MS, LATEST_MS] = [60_000, 1000];

/** A failure is not remembered. */
export function rememberedKeys(ask: () => Promise<UnsubscribeKeys>, clock: () => Date): RememberedKeys {
  let last: { keys: UnsubscribeKeys; at: number } | undefined;
  const within = async (milliseconds: number): Promise<UnsubscribeKeys> => {
    const now = clock().getTime();
    if (!last || now - last.at >= milliseconds) last = { keys: await ask(), at: now };
    return last.keys;
  };
  return { known: () => within(KNOWN_MS), latest: () => within(LATEST_MS) };
}
