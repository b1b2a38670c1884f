import type { Party } from '@parley/contract';
import { Random } from './random';
import { keyText, type Roster } from './roster';
import { csvFile, type SourceFile } from './source-file';

/** Channels that a contact table's own column seldom speaks of. */
const ASKED = ['sms', 'push', 'in-app', 'custom'] as const;
const AGREED = 0.6;
const SAID_NOTHING = 0.15;
/** Some took it back later: the latest counts. */
const TOOK_BACK = 0.05;

/** What customers said of marketing on each channel, as another system keeps it: one row each time somebody said something. */
export function consentsFile(path: string, seed: number, rows: number, idOf: (row: number) => string): SourceFile {
  const said = Random.named(seed, 'consents');
  return csvFile(path, ['customer_id', 'purpose', 'channel', 'granted', 'at', 'source'], answers());

  function* answers() {
    for (let row = 0; row < rows; row++) {
      const random = said.fork(row);
      for (const channel of ASKED) {
        if (random.chance(SAID_NOTHING)) continue;
        const granted = random.chance(AGREED);
        yield [idOf(row), 'marketing', channel, String(granted), dayOf2025(random), 'sign-up form'];
        if (granted && random.chance(TOOK_BACK)) yield [idOf(row), 'marketing', channel, 'false', '2026-01-15T09:00:00Z', 'call centre'];
      }
    }
  }
}

/** Keys of an owner's customers, as `partyFiles` writes them. */
export function customerKeys(owner: Party, roster: Pick<Roster, 'keyPrefix'>): (row: number) => string {
  const key = owner.tables.flatMap(({ columns }) => columns).find(({ role }) => role === 'key');
  return (row) => (key?.type === 'string' ? keyText(roster, row) : String(row + 1));
}

function dayOf2025(random: Random): string {
  const month = String(random.between(1, 12)).padStart(2, '0');
  return `2025-${month}-${String(random.between(1, 28)).padStart(2, '0')}T10:00:00Z`;
}
