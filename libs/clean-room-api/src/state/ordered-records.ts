/** A record and its place in its collection's order. */
export interface Placed<T> {
  readonly at: number;
  readonly value: T;
}

/**
 * Records by id, in the order they were first put. A record keeps its place when it is put again, so that a list that is
 * read page by page neither repeats nor skips one.
 */
export class OrderedRecords<T> {
  readonly #records = new Map<string, Placed<T>>();
  #next = 1;

  get(id: string): Placed<T> | undefined {
    return this.#records.get(id);
  }

  /** The place that a record of this id has, or gets when it is put. */
  placeOf(id: string): number {
    return this.#records.get(id)?.at ?? this.#next;
  }

  put(id: string, placed: Placed<T>): void {
    const known = this.#records.get(id);
    if (known && known.at !== placed.at) this.#records.delete(id);
    this.#records.set(id, placed);
    this.#next = Math.max(this.#next, placed.at + 1);
  }

  remove(id: string): void {
    this.#records.delete(id);
  }

  /** In order. A record that an undone removal brought back stands last in the map, so the order is made anew. */
  entries(): [id: string, placed: Placed<T>][] {
    return [...this.#records].sort(([, a], [, b]) => a.at - b.at);
  }

  get size(): number {
    return this.#records.size;
  }
}
