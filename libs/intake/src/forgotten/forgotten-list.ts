import { createHmac, randomBytes } from 'node:crypto';
import { normalizeEmail, normalizePhone } from '@parley/identity';
import type { ObjectStore } from '@parley/object-store';
import { listDamaged } from '../errors';

interface Stored {
  /** Hex; the marks are useless for looking up people without it, and it lies beside them: whoever has the file can test a guess. */
  salt: string;
  people: { at: string; marks: string[] }[];
}

export interface Known {
  id?: string | undefined;
  email?: string | undefined;
  phone?: string | undefined;
}

/**
 * Who has been forgotten, as salted hashes of their ids, addresses and numbers: an import asks it, so that nobody comes back. It holds
 * nothing in clear.
 */
export class ForgottenList {
  private readonly marks: Set<string>;

  private constructor(
    private readonly stored: Stored,
    private readonly country: string,
  ) {
    this.marks = new Set(stored.people.flatMap(({ marks }) => marks));
  }

  /** Reads the list, or begins one. `country`: that of phone numbers without a prefix. */
  static async read(store: ObjectStore, uri: string, country: string): Promise<ForgottenList> {
    if (!(await store.exists(uri))) return new ForgottenList({ salt: randomBytes(32).toString('hex'), people: [] }, country);
    return new ForgottenList(parse((await store.get(uri)).toString('utf8'), uri), country);
  }

  /** True where any of what is known of a person is on the list. */
  has(known: Known): boolean {
    return this.marks.size > 0 && this.marksOf(known).some((mark) => this.marks.has(mark));
  }

  /** Adds a person, once, and writes the list whole. */
  async add(store: ObjectStore, uri: string, known: readonly Known[], at: Date): Promise<void> {
    const marks = [...new Set(known.flatMap((one) => this.marksOf(one)))];
    if (marks.every((mark) => this.marks.has(mark))) return;
    this.stored.people.push({ at: at.toISOString(), marks });
    for (const mark of marks) this.marks.add(mark);
    await store.put(uri, `${JSON.stringify(this.stored, null, 2)}\n`);
  }

  /** What stands for a forgotten person where a record must stay. */
  pseudonym(id: string): string {
    return `forgotten-${this.mark('pseudonym', id).slice(0, 16)}`;
  }

  private marksOf({ id, email, phone }: Known): string[] {
    const address = email === undefined ? null : normalizeEmail(email);
    const number = phone === undefined || phone === '' ? null : normalizePhone(phone, this.country);
    return [
      ...(id === undefined || id === '' ? [] : [this.mark('id', id)]),
      ...(address === null ? [] : [this.mark('email', address)]),
      ...(number === null ? [] : [this.mark('phone', number)]),
    ];
  }

  private mark(kind: string, value: string): string {
    return createHmac('sha256', Buffer.from(this.stored.salt, 'hex')).update(`${kind}:${value}`).digest('hex');
  }
}

function parse(text: string, uri: string): Stored {
  try {
    const { salt, people } = JSON.parse(text) as Partial<Stored>;
    if (typeof salt === 'string' && Array.isArray(people)) return { salt, people };
  } catch {
    // Said below: a list that cannot be read is damaged, however.
  }
  throw listDamaged(uri);
}
