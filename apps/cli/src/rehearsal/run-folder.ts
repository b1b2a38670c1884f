import { inputError } from '@parley/errors';
import { writeFileAtomically } from '@parley/files';
import { FolderObjectStore, type ObjectStore } from '@parley/object-store';
import { BUCKETS } from '@parley/pipeline';
import { existsSync, readFileSync } from 'node:fs';
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';

/** What `run.json` keeps: enough for a broken run to go on as itself. */
export interface RunRecord {
  id: string;
  /** ISO time that the run decides by: quiet hours, caps, dates of messages. */
  now: string;
}

const DAY = 86_400_000;

/** What `parley activate send-to-me` wrote; it may be there before any run is. */
const TEST_MESSAGES = 'test-messages';
export const testMessagesFolder = (out: string): string => join(out, TEST_MESSAGES);
/** The stop switch for every campaign; `STOP-<campaign>` beside it is for one. */
export const stopFile = (out: string): string => join(out, 'STOP');

/** All that a run writes under `--out`; a new run replaces just these. */
const OURS = ['report.html', 'report.json', 'scores.parquet', 'segments', 'outbox', TEST_MESSAGES, 'feedback', 'receipt.json', 'audit.jsonl', '.parley'];

/** The folder for what is in between: step outputs, catalogue, ledger. */
export const workFolder = (out: string): string => join(out, '.parley');
/** Made-up source files. */
export const peopleFolder = (out: string): string => join(workFolder(out), 'people');
/** The owner's contacts: raw addresses. */
export const contactsFolder = (out: string): string => join(workFolder(out), 'contacts');
/** The pairs' keys and those of unsubscribe tokens. */
export const keysFolder = (out: string): string => join(workFolder(out), 'keys');
/** Files between two steps; emptied when a run begins, since a killed step leaves its own. */
export const scratchFolder = (out: string): string => join(workFolder(out), 'scratch');
/** What the local AWS endpoint serves: tables, and buckets under `s3/`. */
export const awsFolder = (out: string): string => join(workFolder(out), 'aws');
/** Who has been forgotten: it outlives the run, so that nobody comes back with the next. */
const FORGOTTEN = 'forgotten.json';
/** What may lie in the folder of no run yet. */
const BEFORE_A_RUN = ['.parley', TEST_MESSAGES, FORGOTTEN];
export const FORGOTTEN_URI = `s3://forgotten/${FORGOTTEN}`;
export const forgottenStore = (out: string): ObjectStore => new FolderObjectStore({ forgotten: out });
/** Whom `parley forget` is about to take out; gone when it has. It lies outside the folder that a new run clears away. */
export const forgettingFile = (out: string): string => join(out, '.forgetting');
/** Query results, features, step outputs, quarantine: a bucket, since results go there. */
export const runFolder = (out: string): string => join(awsFolder(out), 's3', BUCKETS.run);

/**
 * Opens `out` for a run: a broken run of the same id goes on, unless it is to begin `afresh`; any other run's files are
 * cleared away, and so is a run whose data has been kept for `keepDays`, the contract's retention, by the clocks of the two runs.
 *
 * @throws inputError OUT_NOT_OURS where the folder holds files that no run of Parley wrote.
 */
export async function openRunFolder(out: string, wanted: RunRecord, { afresh = false, keepDays = Number.POSITIVE_INFINITY } = {}): Promise<RunRecord> {
  const file = join(workFolder(out), 'run.json');
  if (existsSync(file)) {
    const found = JSON.parse(readFileSync(file, 'utf8')) as RunRecord;
    const age = Date.parse(wanted.now) - Date.parse(found.now);
    if (found.id === wanted.id && !afresh && age < keepDays * DAY) return found;
    for (const name of OURS) await rm(join(out, name), { recursive: true, force: true });
  } else if (existsSync(out)) {
    const others = (await readdir(out)).filter((name) => !BEFORE_A_RUN.includes(name));
    if (others.length > 0) {
      throw inputError('OUT_NOT_OURS', {
        file: out,
        message: `The folder holds ${others.length} files or folders that no rehearsal wrote.`,
        repair: 'Name an empty or new folder with --out.',
      });
    }
  }
  await writeFileAtomically(file, JSON.stringify(wanted));
  return wanted;
}
