import { ProblemList, type ScratchTable, SHOWN_PROBLEMS } from '@parley/tabular';
import { KEYS_NOT_UNIQUE, keyRepeated } from './errors';
import { repeated } from './shared-identifiers';

/**
 * @param key the scratch table's column of keys; empty ones are the row's fault, not the file's
 * @param name its name for people
 * @throws inputError KEYS_NOT_UNIQUE: the first 20 rows that repeat a key, each with the line where it stood first, and the number of others
 */
export async function throwIfKeysRepeat(scratch: ScratchTable, key: string, name: string, file: string): Promise<void> {
  const again = await scratch.ask(`
    WITH placed AS (SELECT line, min(line) OVER (PARTITION BY ${key}) AS first FROM rows WHERE ${repeated(key)})
    SELECT line, first, count(*) OVER () AS total FROM placed WHERE line <> first ORDER BY line LIMIT ${SHOWN_PROBLEMS}`);
  const problems = new ProblemList(file);
  for (const { line, first } of again) problems.add(keyRepeated(Number(line), name, Number(first)));
  problems.more(Number(again[0]?.total ?? 0) - again.length);
  problems.throwIfAny(KEYS_NOT_UNIQUE);
}
