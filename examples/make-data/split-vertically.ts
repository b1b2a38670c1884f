import { asWritten, csvFile, inventIdentity, inventMembership, OWNER_DIRT, PARTNER_DIRT, Random, type SourceFile } from '@parley/synthetic-people';
import type { DataSet } from './data-set';

export type Row = Readonly<Record<string, string>>;

/** Share of the owner's people whom the partner knows; strangers make up the rest of the partner's file. */
const OVERLAP = 0.7;
const TEST_SHARE = 0.25;

/**
 * Splits the rows between an owner and a partner. Who the people are is made up by seed: untidy e-mail addresses and
 * telephone numbers, some wrong, some missing. A stranger's row is another person's, drawn at random, so that it looks real.
 */
export function splitVertically(set: DataSet, rows: readonly Row[], seed: number): SourceFile[] {
  const people = Random.named(seed, `${set.name}: people`);
  const members = inventMembership(seed, set.name, rows.length, OVERLAP, rows.length);
  const identity = (index: number) => inventIdentity(people.fork(index));
  return [
    csvFile('owner.csv.gz', ['customer_id', 'email', 'phone', ...set.owner, 'split'], ownerRows()),
    csvFile('partner.csv.gz', ['partner_id', 'email', 'phone', ...set.partner], partnerRows()),
    csvFile('truth-link.csv.gz', ['customer_id', 'partner_id'], truthRows()),
  ];

  function* ownerRows() {
    const written = Random.named(seed, `${set.name}: owner as written`);
    const inTest = testRows(rows, set.label, seed);
    for (const [index, row] of rows.entries()) {
      const { email, phone } = asWritten(identity(index), OWNER_DIRT, written.fork(index));
      yield [customerId(index), email, phone, ...set.owner.map((name) => row[name]), inTest.has(index) ? 'test' : 'train'];
    }
  }

  function* partnerRows() {
    const written = Random.named(seed, `${set.name}: partner as written`);
    for (const [place, index] of members.entries()) {
      const random = written.fork(index);
      const { email, phone } = asWritten(identity(index), PARTNER_DIRT, random);
      const row = rows[index] ?? random.pick(rows);
      yield [partnerId(place), email, phone, ...set.partner.map((name) => row[name])];
    }
  }

  function* truthRows() {
    const place = new Map([...members.entries()].map(([at, index]) => [index, at]));
    for (const index of rows.keys()) {
      const at = place.get(index);
      if (at !== undefined) yield [customerId(index), partnerId(at)];
    }
  }
}

function customerId(index: number): string {
  return `C${String(index + 1).padStart(7, '0')}`;
}

function partnerId(place: number): string {
  return `P${String(place + 1).padStart(7, '0')}`;
}

/** A quarter of the rows of each value of the label, as the published baselines split them. */
function testRows(rows: readonly Row[], label: string, seed: number): Set<number> {
  const byLabel = new Map<string | undefined, number[]>();
  for (const [index, row] of rows.entries()) {
    const same = byLabel.get(row[label]);
    if (same) same.push(index);
    else byLabel.set(row[label], [index]);
  }
  const random = Random.named(seed, 'test rows');
  const chosen = [...byLabel.values()].map((same) => [...random.order(same.length).subarray(0, Math.round(same.length * TEST_SHARE))].map((at) => same[at]!));
  return new Set(chosen.flat());
}
