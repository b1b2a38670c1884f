/** What a table is known to be: as last acknowledged, or one of what an unanswered call may have made of it. */
export interface Known {
  /** Undefined: not there. */
  acknowledged: string | undefined;
  /** What the call that got no answer would have made; absent where none is open. */
  inDoubt?: { description: string | undefined };
}

/**
 * What the driver was told. A table is one call's at a time, so that what a kill left is one of two things.
 */
export class Model {
  /** By id: descriptions. */
  readonly tables = new Map<string, Known>();
  /** Names of tables whose creation got no answer. */
  readonly perhapsMade = new Set<string>();
  /** Ids of queries that were acknowledged. */
  readonly queries = new Set<string>();
  /** Starts of queries that got no answer. */
  perhapsStarted = 0;
  readonly #busy = new Set<string>();

  /** A table that no call is about, by a random number in [0, 1). */
  idle(random: number): string | undefined {
    const free = [...this.tables].filter(([id, { acknowledged }]) => acknowledged !== undefined && !this.#busy.has(id)).map(([id]) => id);
    return free[Math.floor(random * free.length)];
  }

  /** Runs a call that makes a table's description `to`; what it got no answer to stays in doubt. */
  async change(id: string, to: string | undefined, call: () => Promise<unknown>): Promise<void> {
    const known = this.tables.get(id);
    if (!known) throw new Error(`no table ${id}`);
    this.#busy.add(id);
    known.inDoubt = { description: to };
    await call();
    known.acknowledged = to;
    delete known.inDoubt;
    this.#busy.delete(id);
  }

  /** Runs a call that needs a table to stay. */
  async read(id: string, call: () => Promise<unknown>): Promise<void> {
    this.#busy.add(id);
    await call();
    this.#busy.delete(id);
  }

  /** Takes over what was found, where it is one of what could be. Gives what could not. */
  settle(found: ReadonlyMap<string, string>): string[] {
    const wrong: string[] = [];
    for (const [id, { acknowledged, inDoubt }] of this.tables) {
      const is = found.get(id);
      const allowed = [acknowledged, ...(inDoubt ? [inDoubt.description] : [])];
      if (!allowed.includes(is)) wrong.push(`table ${id} is ${String(is)}, and was ${allowed.map(String).join(' or perhaps ')}`);
      this.tables.set(id, { acknowledged: is });
    }
    for (const [id, description] of found) {
      if (this.tables.has(id)) continue;
      if (!this.perhapsMade.delete(description)) wrong.push(`table ${id} (${description}) was never asked for`);
      this.tables.set(id, { acknowledged: description });
    }
    this.perhapsMade.clear();
    this.#busy.clear();
    return wrong;
  }
}
