import { AppendLog, type FileSystem, writeFileAtomically } from '@parley/files';
import { type Edit, writeChange } from './change';

/** Shorter logs are read in a moment. */
const WORTH_IT = 1000;

interface Compaction {
  file: string;
  /** The log, read and open. */
  log: AppendLog;
  lines: number;
  /** Edits that make the state what it is now. */
  edits: () => readonly Edit[];
  header: string;
  fs: FileSystem;
}

/** Writes a log anew, a line a record, when most of its lines are of records long changed again. Gives the log to go on with. */
export async function compactLog({ file, log, lines, edits, header, fs }: Compaction): Promise<AppendLog> {
  if (lines < WORTH_IT) return log;
  const now = edits();
  if (lines < 2 * now.length) return log;
  await log.close();
  await writeFileAtomically(file, [header, ...now.map((edit) => writeChange([edit]))].map((line) => `${line}\n`).join(''), { fs });
  return AppendLog.open(file, () => undefined, fs);
}
