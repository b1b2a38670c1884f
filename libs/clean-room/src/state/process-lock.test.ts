import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { takeLock } from './process-lock';

// What another process holds, and what a killed one held: embedded-clean-room.test.ts, with real processes.
it('goes to one of many in this process, until it lets go', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'parley-lock-'));
  const file = join(folder, 'new', 'lock.duckdb');
  for (let round = 0; round < 2; round += 1) {
    const taken = await Promise.allSettled(Array.from({ length: 8 }, () => takeLock(file)));
    const got = taken.filter((each) => each.status === 'fulfilled');
    const refused = taken.filter((each) => each.status === 'rejected');
    expect(got).toHaveLength(1);
    for (const { reason } of refused) expect(reason).toMatchObject({ kind: 'input', code: 'CLEAN_ROOM_IN_USE' });
    got[0]!.value.release();
  }
  rmSync(folder, { recursive: true, force: true });
});
