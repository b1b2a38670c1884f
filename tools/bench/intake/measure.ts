import { once } from 'node:events';
import { createWriteStream, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { createHmac, createSecretKey } from 'node:crypto';
import { type Party, partySchema, type TableSpec } from '@parley/contract';
import { intakeTable } from '@parley/intake';
import { parsePhoneNumberFromString } from 'libphonenumber-js/min';

export interface Options {
  rows: number;
  /** 1: each row has a phone number; they are most of the work. */
  phoneEvery: number;
  folder: string;
}

/** Bare calls are measured on so many rows, before and after. */
const BARE_ROWS = 50_000;
const KEY = Buffer.alloc(32, 1);

const file = partySchema.parse({
  party: { name: 'Bench', account: '444455556666' },
  tables: {
    people: {
      source: { file: 'people.csv' },
      columns: [
        { name: 'partner_id', type: 'string', role: 'key' }, { name: 'email', type: 'string', role: 'email' }, { name: 'phone', type: 'string', role: 'phone' },
        { name: 'income_band', type: 'string' }, { name: 'home_status', type: 'string' }, { name: 'trips', type: 'int' }, { name: 'score', type: 'double' },
      ],
    },
  },
});
const party: Party = { ...file.party, id: 'partner-bench', role: 'partner', tables: Object.entries(file.tables).map(([name, table]) => ({ name, ...table }) as TableSpec), file: 'party.yaml' };

/** Writes a file of so many people, takes it in, and sets the CPU time against that of the bare calls for the same rows. */
export async function measure({ rows, phoneEvery, folder }: Options): Promise<Record<string, number>> {
  const sourcePath = join(folder, 'people.csv');
  await writePeople(sourcePath, rows, phoneEvery);
  const [table] = party.tables;
  if (!table) throw new Error('the bench has one table');
  const bareBefore = bareSecondsARow(phoneEvery);
  const watch = watchPeaks(folder);
  const before = process.cpuUsage();
  const result = await intakeTable({ party, table, sourcePath, hash: { kind: 'HMAC_SHA_256', key: KEY }, paths: { table: join(folder, 'table.parquet'), quarantine: join(folder, 'quarantine.csv'), scratch: folder } });
  const { user, system } = process.cpuUsage(before);
  const peaks = watch();
  const bareSeconds = ((bareBefore + bareSecondsARow(phoneEvery)) / 2) * rows;
  const oursSeconds = (user + system) / 1e6;
  return {
    rows: result.rows,
    sharedEmails: result.emails?.sharedDropped ?? 0,
    sourceMB: mb(statSync(sourcePath).size),
    bareSeconds,
    oursSeconds,
    speed: bareSeconds / oursSeconds,
    rowsACpuSecond: rows / oursSeconds,
    ...peaks,
  };
}

/** Peak memory of this process, and of what lies in the folder and below, looked at once a second. */
function watchPeaks(folder: string): () => { peakRssMB: number; peakScratchMB: number } {
  const peak = { peakRssMB: 0, peakScratchMB: 0 };
  const look = (): void => {
    peak.peakRssMB = Math.max(peak.peakRssMB, mb(process.memoryUsage().rss));
    peak.peakScratchMB = Math.max(peak.peakScratchMB, mb(sizeBelow(folder)));
  };
  const timer = setInterval(look, 1000);
  return () => {
    clearInterval(timer);
    look();
    return peak;
  };
}

function sizeBelow(folder: string): number {
  return readdirSync(folder, { recursive: true, withFileTypes: true }).reduce((sum, entry) => sum + (statSync(join(entry.parentPath, entry.name), { throwIfNoEntry: false })?.size ?? 0), 0);
}

function bareSecondsARow(phoneEvery: number): number {
  const key = createSecretKey(KEY);
  const hash = (text: string): string => createHmac('sha256', key).update(text).digest('hex');
  const before = process.cpuUsage();
  let length = 0;
  for (let row = 0; row < BARE_ROWS; row += 1) {
    length += hash(emailOf(row)).length;
    if (row % phoneEvery === 0) length += hash(parsePhoneNumberFromString(phoneOf(row), 'US')?.number ?? '').length;
  }
  const { user, system } = process.cpuUsage(before);
  if (length === 0) throw new Error('nothing was hashed');
  return (user + system) / 1e6 / BARE_ROWS;
}

async function writePeople(path: string, rows: number, phoneEvery: number): Promise<void> {
  const out = createWriteStream(path);
  let text = 'partner_id,email,phone,income_band,home_status,trips,score\n';
  for (let row = 0; row < rows; row += 1) {
    text += `m${row},${emailOf(row)},${row % phoneEvery === 0 ? phoneOf(row) : ''},${['low', 'middle', 'high'][row % 3]},${['owner', 'renter'][row % 2]},${row % 9},${(row % 100) / 10}\n`;
    if (text.length < 1 << 16) continue;
    if (!out.write(text)) await once(out, 'drain');
    text = '';
  }
  out.end(text);
  await once(out, 'close');
}

/** Spellings as in the shared data; one address in a hundred is another row's too. */
function emailOf(row: number): string {
  const who = row % 100 === 99 ? row - 1 : row;
  const name = who % 3 === 0 ? `ann.lee${who}+news` : `ann.lee${who}`;
  const address = `${name}@${who % 2 === 0 ? 'gmail.com' : 'example.com'}`;
  return row % 5 === 0 ? ` ${address.toUpperCase()} ` : address;
}

function phoneOf(row: number): string {
  const [area, exchange, line] = [String(201 + (Math.floor(row / 5_000_000) % 700)), String(200 + (Math.floor(row / 10_000) % 700)), String(row % 10_000).padStart(4, '0')];
  return [`+1${area}${exchange}${line}`, `(${area}) ${exchange}-${line}`, `${area}.${exchange}.${line}`, `1-${area}-${exchange}-${line}`, `+1 (${area}) ${exchange}-${line} `][row % 5] ?? '';
}

const mb = (bytes: number): number => Math.round(bytes / 1e6);
