import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { loadContract } from '@parley/contract';
import { readTypedCsvTable } from '@parley/tabular';
import fc from 'fast-check';
import { parse } from 'yaml';
import { AS_OF } from './events-file';
import { makeSyntheticPeople, sourceFiles } from './make-synthetic-people';
import { Population, type PartnerSignal } from './person';

const stacks = resolve(__dirname, '../../../stacks');
const folder = mkdtempSync(join(tmpdir(), 'synthetic-people-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** All lines of all files, or of those whose path has `part` in it. */
function contents(seed: number, rows: number, signal: PartnerSignal = 'informative', part = ''): Map<string, string[]> {
  const files = sourceFiles(new Population(seed, rows, signal)).filter(({ path }) => path.includes(part));
  return new Map(files.map(({ path, lines }) => [path, [...lines]]));
}

/** Rows of a file without quotes in it, as records. */
function records(lines: readonly string[]): Record<string, string>[] {
  const [header = '', ...rows] = lines;
  const names = header.split(',');
  return rows.map((row) => Object.fromEntries(row.split(',').map((value, i) => [names[i]!, value])));
}

describe('makeSyntheticPeople', () => {
  it('writes what the files hold, and the same bytes for the same seed and rows', async () => {
    const made = await makeSyntheticPeople({ rows: 200, seed: 7, directory: join(folder, 'a') });
    await makeSyntheticPeople({ rows: 200, seed: 7, directory: join(folder, 'b') });
    for (const [path, lines] of contents(7, 200)) {
      const bytes = readFileSync(join(folder, 'a', path));
      expect(bytes.equals(readFileSync(join(folder, 'b', path)))).toBe(true);
      expect((path.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString()).toBe(lines.map((line) => `${line}\n`).join(''));
      expect(made.files).toContainEqual({ path, lines: lines.length });
    }
  });

  it('gives other people for another seed, and keeps its promises for every seed', () => {
    fc.assert(
      fc.property(fc.nat(), fc.integer({ min: 10, max: 120 }), (seed, rows) => {
        const files = contents(seed, rows);
        expect(files.get('owner/customers.csv')).not.toEqual(contents(seed + 1, rows, 'informative', 'customers').get('owner/customers.csv'));
        expect(files.get('owner/customers.csv')).toHaveLength(rows + 1);
        expect(files.get('partner-sample/people.csv')).toHaveLength(rows + 1);
        expect(files.get('truth-link/partner-sample.csv')).toHaveLength(Math.round(rows * 0.7) + 1);
        expect(files.get('truth-link/partner-other.csv')).toHaveLength(Math.round(rows * 0.6) + 1);
        const ids = records(files.get('truth-link/partner-sample.csv')!);
        expect(new Set(ids.map((pair) => pair.partner_id)).size).toBe(ids.length);
      }),
      { numRuns: 25 },
    );
  });

  it('invents people only: 555 numbers, reserved domains, gmail names with a tag', () => {
    fc.assert(
      fc.property(fc.nat(), fc.nat(1_000_000), (seed, index) => {
        const { email, phone } = new Population(seed, 10, 'informative').identity(index);
        expect(phone).toMatch(/^[2-9]\d\d555\d{4}$/);
        expect(email).toMatch(/^[a-z]+(\.[a-z]+\.[0-9a-f]{6}@example\.(com|org|net)|[0-9a-f]{6}@gmail\.com)$/);
      }),
    );
  });

  it('fills exactly the files and columns that the contract in stacks declares, with values of their types', async () => {
    await makeSyntheticPeople({ rows: 300, seed: 2, directory: join(folder, 'typed') });
    const files = contents(2, 300);
    const { owner, partners } = await loadContract(stacks);
    for (const { source, columns } of [owner, ...partners].flatMap(({ tables }) => tables)) {
      if (source.format === 'pinpoint-events') expect(files.get(source.file)?.[0]).toMatch(/^\{"event_type":/);
      else {
        expect([source.file, files.get(source.file)?.[0]]).toEqual([source.file, columns.map(({ name }) => name).join(',')]);
        expect((await readTypedCsvTable(join(folder, 'typed', source.file), columns)).rows).toBe(files.get(source.file)!.length - 1);
      }
    }
    const plan = parse(readFileSync(join(stacks, 'owner/plan.yaml'), 'utf8'));
    expect(files.has(plan.contacts.suppression)).toBe(true);
    expect(Date.parse(plan.model.features.events.asOf)).toBe(AS_OF);
  });

  it('says every wrong option at once', async () => {
    const made = makeSyntheticPeople({ rows: 0.5, seed: -1, directory: folder });
    await expect(made).rejects.toMatchObject({ kind: 'input', problems: [{ code: 'SYNTHETIC_ROWS' }, { code: 'SYNTHETIC_SEED' }] });
  });
});

describe('the people', () => {
  const rows = 6000;
  const files = contents(3, rows);
  const customers = records(files.get('owner/customers.csv')!);

  it('are as untidy as said', () => {
    expect(share(customers, (row) => row.bought_again === 'yes')).toBeCloseTo(0.18, 1);
    expect(share(customers, (row) => row.phone === '')).toBeCloseTo(0.2, 1);
    expect(share(customers, (row) => /^\s|\s$/.test(row.email!))).toBeGreaterThan(0.12);
    expect(share(customers, (row) => /[A-Z]/.test(row.email!))).toBeGreaterThan(0.25);
    expect(share(customers, (row) => row.days_since_order === '')).toBeGreaterThan(0.05);
    const phones = customers.map((row) => row.phone!.replace(/\D/g, '').slice(-10)).filter(Boolean);
    expect(new Set(phones).size).toBeLessThan(phones.length - rows * 0.002);
    const shapes = new Set(customers.map((row) => row.phone!.replace(/\d/g, '9')).filter(Boolean));
    expect(shapes.size).toBe(10);
  });

  it('leave events of which some are spoilt and those after the moment of prediction give the label away', () => {
    const buyers = new Set(customers.filter((row) => row.bought_again === 'yes').map((row) => row.customer_id));
    const events = files.get('owner/events.jsonl.gz')!.flatMap((line) => (isEvent(line) ? [JSON.parse(line)] : []));
    expect(events.length).toBeLessThan(files.get('owner/events.jsonl.gz')!.length);
    const later = events.filter((event) => event.event_timestamp >= AS_OF);
    expect(later.filter((event) => buyers.has(event.client.client_id)).length / later.length).toBeGreaterThan(0.7);
    expect(events.length - later.length).toBeGreaterThan(later.length);
  });

  it.each([
    ['informative', 0.6, 0.8, 0.6, 0.8],
    ['noise', 0.45, 0.55, 0.45, 0.55],
    ['harmful', 0.6, 0.8, 0.2, 0.4],
  ] as const)('the %s partner: AUC of interest from %d to %d in early rows, from %d to %d in the latest quarter', (signal, earlyLow, earlyHigh, lateLow, lateHigh) => {
    const those = new Map([...files, ...contents(3, rows, signal, 'people.csv')]);
    const late = (row: Record<string, string>) => Number(row.customer_id!.slice(1)) > rows * 0.75;
    const inEarly = aucOfColumn(those, 'partner-sample', 'people', 'category_interest', (row) => !late(row));
    const inLate = aucOfColumn(those, 'partner-sample', 'people', 'category_interest', late);
    expect([inEarly > earlyLow, inEarly < earlyHigh, inLate > lateLow, inLate < lateHigh]).toEqual([true, true, true, true]);
  });

  it.each(['articles_a_week', 'evening_share'])('the other partner knows nothing of the label: %s', (column) => {
    expect(Math.abs(aucOfColumn(files, 'partner-other', 'audience', column, () => true) - 0.5)).toBeLessThan(0.04);
  });
});

function share(list: Record<string, string>[], test: (row: Record<string, string>) => boolean): number {
  return list.filter(test).length / list.length;
}

function isEvent(line: string): boolean {
  return /^\{"event_type":"[^"]+","event_timestamp":\d+,.*\}$/.test(line);
}

/** AUC of a partner's column for the label, over the matched customers of a part, by the share of ordered pairs. */
function aucOfColumn(files: Map<string, string[]>, partner: string, table: string, column: string, part: (row: Record<string, string>) => boolean): number {
  const byId = new Map(records(files.get(`${partner}/${table}.csv`)!).map((row) => [row.partner_id, row[column]!]));
  const partnerOf = new Map(records(files.get(`truth-link/${partner}.csv`)!).map((pair) => [pair.customer_id, pair.partner_id]));
  const scores = { yes: [] as number[], no: [] as number[] };
  for (const row of records(files.get('owner/customers.csv')!).filter(part)) {
    const value = byId.get(partnerOf.get(row.customer_id) ?? '');
    if (value) scores[row.bought_again as 'yes' | 'no'].push(Number(value));
  }
  let wins = 0;
  for (const yes of scores.yes) for (const no of scores.no) wins += yes > no ? 1 : yes === no ? 0.5 : 0;
  return wins / (scores.yes.length * scores.no.length);
}
