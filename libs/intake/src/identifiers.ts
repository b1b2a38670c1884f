/** How many rows carried an identifier, how many could be normalised, and how many lost it because others share it. */
export interface IdentifierCounts {
  present: number;
  normalized: number;
  sharedDropped: number;
}

/** Identifiers of one kind, by row. An identifier on several rows belongs to nobody: matching by it would mix people up. */
export class Identifiers {
  private readonly byRow: (string | null)[] = [];
  private readonly seen = new Set<string>();
  private readonly shared = new Set<string>();
  private present = 0;

  constructor(private readonly normalize: (raw: string) => string | null) {}

  /** Adds the next row's. */
  add(raw: string): void {
    const normalized = this.normalize(raw);
    if (raw.trim() !== '') this.present += 1;
    this.byRow.push(normalized);
    if (normalized === null) return;
    if (this.seen.has(normalized)) this.shared.add(normalized);
    this.seen.add(normalized);
  }

  /** The row's own (rows from 0), as its owner would be reached; null if absent or not normalisable. */
  normalized(row: number): string | null {
    return this.byRow[row] ?? null;
  }

  /** The same, but null if another row has it too. */
  unshared(row: number): string | null {
    const normalized = this.normalized(row);
    return normalized === null || this.shared.has(normalized) ? null : normalized;
  }

  counts(): IdentifierCounts {
    const found = this.byRow.filter((normalized) => normalized !== null);
    return { present: this.present, normalized: found.length, sharedDropped: found.filter((normalized) => this.shared.has(normalized)).length };
  }
}
