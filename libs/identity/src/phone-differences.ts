import { spawnSync } from 'node:child_process';
import { dirtyNumbers, type DirtyNumber } from './phone-corpus';
import { normalizePhone } from './normalize-phone';

/** Google's library, as Debian's python3-phonenumbers has it, asked the same question: E.164 if the length is possible. */
const PYTHON = `
import json, sys, phonenumbers
def e164(raw, country):
    try:
        number = phonenumbers.parse(raw, country)
    except phonenumbers.NumberParseException:
        return None
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164) if phonenumbers.is_possible_number(number) else None
json.dump({"version": phonenumbers.__version__, "answers": [e164(n["raw"], n["country"]) for n in json.load(sys.stdin)]}, sys.stdout)
`;

export interface Comparison {
  /** Of the other implementation. */
  version: string;
  numbers: number;
  /** How many numbers of each class the two answer differently. */
  differences: Record<string, number>;
  examples: Record<string, [country: string, raw: string, ours: string | null, theirs: string | null]>;
}

/** Normalises the dirty numbers with both implementations. */
export function comparePhones(seed: number): Comparison {
  const numbers = dirtyNumbers(seed);
  const ran = spawnSync('/usr/bin/python3', ['-c', PYTHON], { input: JSON.stringify(numbers), encoding: 'utf8', maxBuffer: 1 << 26 });
  if (ran.status !== 0) throw new Error(`python3-phonenumbers failed: ${ran.stderr}`);
  const { version, answers } = JSON.parse(ran.stdout) as { version: string; answers: (string | null)[] };
  const comparison: Comparison = { version, numbers: numbers.length, differences: {}, examples: {} };
  numbers.forEach((number, index) => {
    const ours = normalizePhone(number.raw, number.country);
    const theirs = answers[index] ?? null;
    if (ours === theirs) return;
    const name = className(number, ours, theirs);
    comparison.differences[name] = (comparison.differences[name] ?? 0) + 1;
    comparison.examples[name] ??= [number.country, number.raw, ours, theirs];
  });
  return comparison;
}

function className({ form }: DirtyNumber, ours: string | null, theirs: string | null): string {
  if (ours === null) return `${form}: only theirs is a number`;
  return theirs === null ? `${form}: only ours is a number` : `${form}: two different numbers`;
}
