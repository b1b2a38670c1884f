/**
 * Takes the lock `argv[2]` again and again until `argv[3]` times it had it, and writes `+` and `-` to the file `argv[4]` as
 * long as it has it. It is killed at any moment, so a `+` may lack its `-`.
 */
import { fault, isParleyError } from '@parley/errors';
import { appendFileSync } from 'node:fs';
import { takeLock } from '../process-lock';

const BUSY = fault('BUSY', { message: 'busy' });

async function main([lockFile = '', times = '0', log = '']: string[]): Promise<void> {
  for (let had = 0; had < Number(times); ) {
    try {
      const lock = await takeLock(lockFile, () => BUSY);
      appendFileSync(log, `+${process.pid}\n`);
      await new Promise((resolve) => setTimeout(resolve, had % 4));
      appendFileSync(log, `-${process.pid}\n`);
      lock.release();
      had += 1;
    } catch (error) {
      if (!isParleyError(error)) throw error;
    }
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
}

void main(process.argv.slice(2));
