import { AppendLog } from '@parley/files';
import { activationErrors } from './errors';

/** Opens a file of JSON records, one a line. Damage before its last line is ACTIVATION_LOG_DAMAGED: nothing is guessed. */
export async function openRecordLog<T>(path: string): Promise<{ log: AppendLog; records: T[] }> {
  const records: T[] = [];
  const log = await AppendLog.open(path, (line, number) => records.push(parse(line, path, number)));
  return { log, records };
}

function parse<T>(line: string, path: string, number: number): T {
  try {
    return JSON.parse(line) as T;
  } catch {
    throw activationErrors.logDamaged(path, number);
  }
}
