export interface ResourceParts {
  address: string;
  type: string;
  /** What Terraform knows before it applies. */
  values: Readonly<Record<string, unknown>>;
  /** What the configuration says: a leaf is `{ constant_value }` or `{ references }`, or both where a text has `${…}` in it. */
  expressions: Readonly<Record<string, unknown>>;
}

/**
 * A resource that will be there once the plan is applied. Ids and ARNs are not known before: what is known comes from the
 * plan, what refers to another resource from the configuration.
 *
 * Paths have dots, and a number for each nested block: `rule.0.bucket_key_enabled`.
 */
export class PlannedResource {
  readonly address: string;
  readonly type: string;
  readonly #parts: ResourceParts;

  constructor(parts: ResourceParts) {
    this.address = parts.address;
    this.type = parts.type;
    this.#parts = parts;
  }

  /** What is known; what is not yet known, as the configuration writes it, `${…}` and all. Of a map, each key so. */
  value(path: string): unknown {
    const known = walk(this.#parts.values, path);
    const written = (walk(this.#parts.expressions, path) as { constant_value?: unknown } | undefined)?.constant_value;
    return isMap(known) && isMap(written) ? { ...written, ...known } : (known ?? written);
  }

  text(path: string): string | undefined {
    const value = this.value(path);
    return typeof value === 'string' && value !== '' ? value : undefined;
  }

  /** Nested blocks, or a list. */
  list(path: string): readonly unknown[] {
    const value = walk(this.#parts.values, path) ?? walk(this.#parts.expressions, path);
    return Array.isArray(value) ? value : [];
  }

  /** Addresses that an attribute refers to, the narrowest first. */
  references(path: string): readonly string[] {
    return (walk(this.#parts.expressions, path) as { references?: string[] } | undefined)?.references ?? [];
  }

  /** Has a value, or will have one. */
  has(path: string): boolean {
    const value = this.value(path);
    return (value !== undefined && value !== null && value !== '') || this.references(path).length > 0;
  }

  /** Whether the configuration says something here: else the value is AWS's own default. */
  isWritten(path: string): boolean {
    return walk(this.#parts.expressions, path) !== undefined;
  }

  /** What Terraform knows of it, attribute by attribute. */
  get known(): Readonly<Record<string, unknown>> {
    return this.#parts.values;
  }
}

function walk(from: unknown, path: string): unknown {
  const found = path.split('.').reduce<unknown>((at, key) => (at as Record<string, unknown> | null | undefined)?.[key], from);
  return found ?? undefined;
}

const isMap = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null && !Array.isArray(value);
