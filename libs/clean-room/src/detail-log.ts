import { appendFile } from 'node:fs/promises';
import type { QueryFailure } from './query-process/query-failure';

/**
 * Why queries really failed, for whoever runs this machine: a line of JSON a failure. It may quote values, so only the
 * file's owner can read it, and it never reaches a runner.
 */
export class DetailLog {
  readonly #file: string | undefined;

  /** Without a file, details are not kept. */
  constructor(file: string | undefined) {
    this.#file = file;
  }

  async write(at: Date, queryId: string, { code, detail }: QueryFailure): Promise<void> {
    if (this.#file === undefined) return;
    const line = JSON.stringify({ at: at.toISOString(), queryId, code, detail });
    // The query's outcome stands without its detail.
    await appendFile(this.#file, `${line}\n`, { mode: 0o600 }).catch(() => process.emitWarning('The detail log could not be written.'));
  }
}
