import { createHmac, createSecretKey, hash } from 'node:crypto';
import { type IdentifierHash, identifierHasher, normalizeEmail, normalizePhone } from '@parley/identity';
import { parsePhoneNumberFromString } from 'libphonenumber-js/min';

export interface Result {
  name: string;
  rows: number;
  rounds: number;
  /** CPU seconds for all rows, median of the rounds. */
  bareSeconds: number;
  oursSeconds: number;
  /** 1 is as fast as the bare calls. */
  speed: number;
}

const KEY = Buffer.alloc(32, 1);
const HASHES: IdentifierHash[] = [{ kind: 'SHA_256' }, { kind: 'HMAC_SHA_256', key: KEY }];

/** Measures e-mail and phone under both hashes; each round runs the bare calls and ours one after the other. */
export function measure(rows: number, rounds: number): Result[] {
  const emails = Array.from({ length: rows }, (_, row) => emailOf(row));
  const phones = Array.from({ length: rows }, (_, row) => phoneOf(row));
  return HASHES.flatMap((identifierHash) => {
    const bare = bareHash(identifierHash);
    const hasher = identifierHasher(identifierHash);
    const email = compare(`e-mail, ${identifierHash.kind}`, emails, rounds, (raw) => bare(raw), (raw) => hasher(normalizeEmail(raw) ?? ''));
    const phone = compare(`phone, ${identifierHash.kind}`, phones, rounds, (raw) => bare(parsePhoneNumberFromString(raw, 'US')?.number ?? ''), (raw) => hasher(normalizePhone(raw, 'US') ?? ''));
    return [email, phone, together(`one of each, ${identifierHash.kind}`, email, phone)];
  });
}

function bareHash(identifierHash: IdentifierHash): (text: string) => string {
  if (identifierHash.kind === 'SHA_256') return (text) => hash('sha256', text, 'hex');
  const key = createSecretKey(identifierHash.key);
  return (text) => createHmac('sha256', key).update(text).digest('hex');
}

function compare(name: string, values: readonly string[], rounds: number, bare: (raw: string) => string, ours: (raw: string) => string): Result {
  const seconds = { bare: [] as number[], ours: [] as number[] };
  for (let round = 0; round <= rounds; round += 1) {
    const [bareTime, oursTime] = [cpuSeconds(values, bare), cpuSeconds(values, ours)];
    if (round === 0) continue; // warms both up
    seconds.bare.push(bareTime);
    seconds.ours.push(oursTime);
  }
  const [bareSeconds, oursSeconds] = [median(seconds.bare), median(seconds.ours)];
  return { name, rows: values.length, rounds, bareSeconds, oursSeconds, speed: bareSeconds / oursSeconds };
}

/** What a person's row costs: an address and a number. */
function together(name: string, one: Result, other: Result): Result {
  const [bareSeconds, oursSeconds] = [one.bareSeconds + other.bareSeconds, one.oursSeconds + other.oursSeconds];
  return { ...one, name, bareSeconds, oursSeconds, speed: bareSeconds / oursSeconds };
}

function cpuSeconds(values: readonly string[], work: (raw: string) => string): number {
  const before = process.cpuUsage();
  let length = 0;
  for (const value of values) length += work(value).length;
  const { user, system } = process.cpuUsage(before);
  if (length === 0) throw new Error('nothing was hashed');
  return (user + system) / 1e6;
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
}

/** Spellings as in the shared data: half gmail, some with dots, tags, blanks and capitals. */
function emailOf(row: number): string {
  const domain = row % 2 === 0 ? 'gmail.com' : 'example.com';
  const name = row % 3 === 0 ? `ann.lee${row}+news` : `ann.lee${row}`;
  const address = `${name}@${domain}`;
  return row % 5 === 0 ? ` ${address.toUpperCase()} ` : address;
}

function phoneOf(row: number): string {
  const [area, line] = [String(201 + (row % 700)), String(row % 10_000).padStart(4, '0')];
  return [`+1${area}555${line}`, `(${area}) 555-${line}`, `${area}.555.${line}`, `1-${area}-555-${line}`, `+1 (${area}) 555-${line} `][row % 5] ?? '';
}
