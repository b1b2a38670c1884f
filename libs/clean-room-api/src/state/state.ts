import { join } from 'node:path';
import { AppendLog, type FileSystem, type ProcessLock, realFileSystem, takeLock } from '@parley/files';
import { type Edit, HEADER, readChange, writeChange } from './change';
import { ChangeLog } from './change-log';
import { compactLog } from './compact-log';
import { notAState, stateClosed, stateDamaged, stateInUse } from './errors';
import { OrderedRecords, type Placed } from './ordered-records';
import type { CollectionName, Collections } from './records';

/** How a change edits the state. */
export interface Draft {
  put<N extends CollectionName>(collection: N, id: string, record: Collections[N]): void;
  remove(collection: CollectionName, id: string): void;
}

type AllRecords = { [N in CollectionName]: OrderedRecords<Collections[N]> };

/**
 * What the service knows: records in memory, and in a folder the log of every change. A change is one line, so it happens
 * wholly or not at all, however many records it edits. One process uses a folder at a time (STATE_IN_USE).
 */
export class State {
  readonly #records: AllRecords;
  readonly #log: ChangeLog;
  readonly #lock: ProcessLock | undefined;
  #closed = false;

  private constructor(records: AllRecords, log: ChangeLog, lock?: ProcessLock) {
    this.#records = records;
    this.#log = log;
    this.#lock = lock;
  }

  /** A state that ends with its process. */
  static inMemory(): State {
    return new State(noRecords(), new ChangeLog());
  }

  /** Opens the state in a folder, or begins one. Throws STATE_IN_USE, STATE_UNKNOWN (input), STATE_DAMAGED (fault). */
  static async open(folder: string, fs: FileSystem = realFileSystem): Promise<State> {
    const lock = await takeLock(join(folder, 'lock.duckdb'), (holder, cause) => stateInUse(folder, holder, cause));
    try {
      const file = join(folder, 'state.jsonl');
      const records = noRecords();
      let lines = 0;
      const replayed = await AppendLog.open(file, (line, number) => {
        if (number === 1 && line !== HEADER) throw notAState(file);
        const edits = number === 1 ? [] : readChange(line);
        if (!edits) throw stateDamaged(file, number);
        for (const edit of edits) apply(records, edit);
        lines = number;
      }, fs);
      if (lines === 0) await replayed.append(HEADER);
      const log = await compactLog({ file, log: replayed, lines, edits: () => allEdits(records), header: HEADER, fs });
      return new State(records, new ChangeLog(log), lock);
    } catch (error) {
      lock.release();
      throw error;
    }
  }

  get<N extends CollectionName>(collection: N, id: string): Collections[N] | undefined {
    return this.#records[collection].get(id)?.value;
  }

  /** The records of a collection, in the order they were made. */
  all<N extends CollectionName>(collection: N): Collections[N][] {
    return this.placed(collection).map(({ value }) => value);
  }

  /** As `all`, each with its place: see `page` of the operations. */
  placed<N extends CollectionName>(collection: N): Placed<Collections[N]>[] {
    return this.#records[collection].entries().map(([, placed]) => placed);
  }

  /** As `all`, each with its id. */
  entries<N extends CollectionName>(collection: N): [id: string, record: Collections[N]][] {
    return this.#records[collection].entries().map(([id, { value }]) => [id, value]);
  }

  /**
   * Makes a change: `work` runs at once, and sees and makes edits one after the other. If it throws, there was no change.
   * Resolves with what it returns when the change is on disk. A disk that can't be written rejects it, and the state is as
   * it was.
   */
  async change<T>(work: (draft: Draft) => T): Promise<T> {
    if (this.#closed) throw stateClosed();
    const edits: Edit[] = [];
    const before: Edit[] = [];
    const undo = (): void => {
      for (const edit of before.toReversed()) apply(this.#records, edit);
    };
    const make = (collection: CollectionName, id: string, value?: Collections[CollectionName]): void => {
      const records = this.#records[collection];
      const at = records.placeOf(id);
      const edit: Edit = { in: collection, id, at, ...(value && { value: asRead(value) }) };
      before.push({ in: collection, id, at, value: records.get(id)?.value });
      edits.push(edit);
      apply(this.#records, edit);
    };
    let result: T;
    try {
      result = work({ put: make, remove: make });
    } catch (error) {
      undo();
      throw error;
    }
    if (edits.length > 0) await this.#log.add(writeChange(edits), undo);
    return result;
  }

  /** Resolves when all that can be read now is on disk. An answer that waits for it tells nothing that a crash could take back. */
  settled(): Promise<void> {
    return this.#log.settled();
  }

  /** See `ChangeLog.losses`. */
  get losses(): number {
    return this.#log.losses;
  }

  /** Forgets everything but the secrets. */
  async clear(): Promise<void> {
    await this.change((draft) => {
      for (const edit of allEdits(this.#records)) if (edit.in !== 'secrets') draft.remove(edit.in, edit.id);
    });
  }

  /** Waits for what is being written, then lets go of the folder. */
  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    await this.#log.close();
    this.#lock?.release();
  }
}

function noRecords(): AllRecords {
  return {
    collaborations: new OrderedRecords(),
    members: new OrderedRecords(),
    memberships: new OrderedRecords(),
    configuredTables: new OrderedRecords(),
    tableRules: new OrderedRecords(),
    associations: new OrderedRecords(),
    associationRules: new OrderedRecords(),
    templates: new OrderedRecords(),
    budgetTemplates: new OrderedRecords(),
    tags: new OrderedRecords(),
    untoldEvents: new OrderedRecords(),
    secrets: new OrderedRecords(),
  };
}

function apply(records: AllRecords, { in: collection, id, at, value }: Edit): void {
  const edited = records[collection] as OrderedRecords<Collections[CollectionName]>;
  if (value) edited.put(id, { at, value });
  else edited.remove(id);
}

function allEdits(records: AllRecords): Edit[] {
  return (Object.keys(records) as CollectionName[]).flatMap((collection) =>
    records[collection].entries().map(([id, { at, value }]) => ({ in: collection, id, at, value })),
  );
}

/** The record as it will be when the log is read again; nobody else holds it. */
function asRead<T>(value: T): T {
  return JSON.parse(JSON.stringify(value)) as T;
}
