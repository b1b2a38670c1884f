import { pipeline } from 'node:stream/promises';
import { Readable, type Writable } from 'node:stream';
import { inputError } from '@parley/errors';
import { hashIdentifier, normalizeEmail, normalizePhone } from '@parley/identity';
import { csvText, textLines, writeCsvRows } from '@parley/tabular';
import { Command, Option } from 'commander';
import type { Terminal } from '../terminal';

const EXAMPLES = `
One value a line, taken whole (double quotes around it are read as in CSV). A first line that says "email", "phone" or
"input" is a header and is passed over. A blank or unreadable value gets empty fields, so that row n answers value n.
The hash is plain SHA-256 of the normalised value: for comparing two implementations, not for handing over.

Examples:
  $ parley normalize --kind email --in addresses.txt --out normalized.csv
  $ parley normalize --kind phone --country FR < numbers.txt
  $ echo ' Ann.Lee+news@GMail.com' | parley normalize --kind email`;

const HEADER = ['input', 'normalized', 'sha256'];

interface Flags {
  kind: 'email' | 'phone';
  country?: string;
  in?: string;
  out?: string;
}

interface Streams {
  stdin: AsyncIterable<Buffer>;
  stdout: Writable;
}

/** `parley normalize`: CSV `input,normalized,sha256` of addresses or numbers, from a file or stdin. */
export function normalizeCommand(terminal: () => Terminal, streams: Streams = process): Command {
  return new Command('normalize')
    .description('normalise e-mail addresses or phone numbers, and hash them')
    .addOption(new Option('--kind <kind>', 'what the values are').choices(['email', 'phone']).makeOptionMandatory())
    .option('--country <CC>', 'two letters: reads a phone number that has no + (US if absent)')
    .option('--in <file>', 'file to read, plain or gzip; stdin if absent')
    .option('--out <file>', 'file to write, whole or not at all; stdout if absent')
    .addHelpText('after', EXAMPLES)
    .action(async (flags: Flags) => {
      const normalize = normalizer(flags);
      const tally = { values: 0, normalized: 0 };
      const rows = normalizedRows(flags.in ?? { name: 'stdin', chunks: streams.stdin }, normalize, tally);
      if (flags.out !== undefined) await writeCsvRows(flags.out, HEADER, rows);
      else if (terminal().json) return terminal().printJson(await documents(rows));
      else await pipeline(Readable.from(csvText(HEADER, rows)), streams.stdout, { end: false });
      if (terminal().json) terminal().printJson({ ...tally, out: flags.out });
      else terminal().note(`${tally.normalized} of ${tally.values} values normalised`);
    });
}

type Normalize = (raw: string) => string | null;
type Row = [input: string, normalized: string | null, sha256: string | null];

function normalizer({ kind, country }: Flags): Normalize {
  if (kind === 'phone') {
    const reads = country ?? 'US';
    normalizePhone('', reads); // an unknown country is told before any work
    return (raw) => normalizePhone(raw, reads);
  }
  if (country === undefined) return normalizeEmail;
  throw inputError('USAGE', { message: '--country goes with --kind phone', repair: 'leave --country out' });
}

async function* normalizedRows(source: Parameters<typeof textLines>[0], normalize: Normalize, tally: { values: number; normalized: number }): AsyncGenerator<Row> {
  for await (const { line, text } of textLines(source)) {
    const input = unquoted(text);
    if (line === 1 && /^\s*(email|phone|input)\s*$/i.test(input)) continue;
    const normalized = normalize(input);
    tally.values += 1;
    if (normalized !== null) tally.normalized += 1;
    yield [input, normalized, normalized === null ? null : hashIdentifier(normalized, { kind: 'SHA_256' })];
  }
}

function unquoted(text: string): string {
  return /^".*"$/.test(text) ? text.slice(1, -1).replaceAll('""', '"') : text;
}

async function documents(rows: AsyncIterable<Row>): Promise<{ input: string; normalized: string | null; sha256: string | null }[]> {
  const found = [];
  for await (const [input, normalized, sha256] of rows) found.push({ input, normalized, sha256 });
  return found;
}
