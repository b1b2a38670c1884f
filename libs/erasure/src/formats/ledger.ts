import { isMessageKey, type Person } from '../person';
import { editJsonLines } from './json-lines';

/**
 * Puts the pseudonym in place of the person's id in a send ledger. Its records stay: without them, a message could be sent twice and the
 * receipt would say more than the ledger. Gives how many records changed.
 */
export function pseudonymiseLedger(from: string, to: string, person: Person): Promise<number> {
  return editJsonLines(from, to, false, (value) => {
    let changed = 0;
    const renamed = rename(value, person, () => changed++);
    return { value: renamed, removed: changed };
  });
}

function rename(value: unknown, person: Person, onChange: () => void): unknown {
  if (typeof value === 'string' && isMessageKey(value, person)) {
    onChange();
    return value.split('|').map((part, index) => (index === 2 ? encodeURIComponent(person.pseudonym) : part)).join('|');
  }
  if (Array.isArray(value)) return value.map((each: unknown) => rename(each, person, onChange));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]: [string, unknown]) => {
      if (name !== 'recipient' || member !== person.id) return [name, rename(member, person, onChange)];
      onChange();
      return [name, person.pseudonym];
    }),
  );
}
