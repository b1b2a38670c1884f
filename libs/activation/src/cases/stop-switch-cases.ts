import { strict as assert } from 'node:assert';
import type { StopSwitch } from '../ports/stop-switch';
import type { PortCase } from './port-case';

/** A stop switch and the hands on it. `campaign` undefined stops all. */
export interface StopSwitchUnderTest {
  stop: StopSwitch;
  set(campaign?: string): Promise<void>;
  clear(campaign?: string): Promise<void>;
}

/** The behaviour that every stop switch shares. `make` gives one that stops nothing. */
export function stopSwitchCases(make: () => Promise<StopSwitchUnderTest>): PortCase[] {
  const one = (title: string, check: (under: StopSwitchUnderTest) => Promise<void>): PortCase => ({ title, run: async () => check(await make()) });
  return [
    one('stops every campaign while it is set for all, seen by those already running', async ({ stop, set, clear }) => {
      assert.equal(await stop.isStopped('spring'), false);
      await set();
      assert.equal(await stop.isStopped('spring'), true);
      assert.equal(await stop.isStopped('autumn'), true);
      await clear();
      assert.equal(await stop.isStopped('spring'), false);
    }),
    one('stops one campaign and lets the others go on', async ({ stop, set, clear }) => {
      await set('spring');
      assert.equal(await stop.isStopped('spring'), true);
      assert.equal(await stop.isStopped('autumn'), false);
      await clear('spring');
      assert.equal(await stop.isStopped('spring'), false);
    }),
  ];
}
