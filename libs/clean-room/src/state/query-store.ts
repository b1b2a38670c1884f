import { mkdir, readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { writeFileAtomically } from '@parley/files';
import { stateUnreadable } from '../errors';
import { type QueryRecord, queryRecordSchema } from './query-record';

/** The queries of a clean room: in memory, and each in a file that survives a kill. */
export class QueryStore {
  readonly #folder: string;
  readonly #records: Map<string, QueryRecord>;
  #lastWrite: Promise<unknown> = Promise.resolve();
  #lastSequence: number;

  private constructor(folder: string, records: Map<string, QueryRecord>) {
    this.#folder = folder;
    this.#records = records;
    this.#lastSequence = this.all()[0]?.sequence ?? 0;
  }

  static async open(folder: string): Promise<QueryStore> {
    await mkdir(folder, { recursive: true });
    const names = (await readdir(folder)).filter((name) => /^[^.].*\.json$/.test(name));
    const records = await Promise.all(names.map((name) => readRecord(join(folder, name))));
    return new QueryStore(folder, new Map(records.map((record) => [record.id, record])));
  }

  get(id: string): QueryRecord | undefined {
    return this.#records.get(id);
  }

  /** Newest first. */
  all(): QueryRecord[] {
    return [...this.#records.values()].sort((a, b) => b.sequence - a.sequence);
  }

  nextSequence(): number {
    this.#lastSequence += 1;
    return this.#lastSequence;
  }

  /** Keeps a new state: at once for this process, even if writing it fails; files are written in the order of the calls. */
  save(record: QueryRecord): Promise<void> {
    this.#records.set(record.id, record);
    const write = () => writeFileAtomically(join(this.#folder, `${record.id}.json`), `${JSON.stringify(record)}\n`);
    const written = this.#lastWrite.then(write);
    this.#lastWrite = written.catch(() => undefined);
    return written;
  }
}

async function readRecord(file: string): Promise<QueryRecord> {
  const text = await readFile(file, 'utf8');
  try {
    return queryRecordSchema.parse(JSON.parse(text));
  } catch {
    throw stateUnreadable(file);
  }
}
