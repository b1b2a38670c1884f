import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import pc from 'picocolors';
import type { Terminal } from '../terminal';
import { normalizeCommand } from './normalize';

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'parley-normalize-'))));
afterEach(() => rmSync(folder, { recursive: true }));

interface Said {
  stdout: string;
  document: unknown;
  notes: string[];
  error: unknown;
}

async function normalize(stdin: string | Buffer, ...argv: string[]): Promise<Said> {
  const said: Said = { stdout: '', document: undefined, notes: [], error: undefined };
  const terminal: Terminal = {
    json: argv.includes('--json'),
    colour: pc.createColors(false),
    print: (line) => void (said.stdout += `${line}\n`),
    printJson: (document) => void (said.document = document),
    note: (line) => void said.notes.push(line),
    progress: () => ({ step: () => {}, done: () => {} }),
  };
  const stdout = new Writable({
    write(chunk: Buffer, _encoding, done) {
      said.stdout += chunk.toString();
      done();
    },
  });
  const chunks = (async function* () {
    yield Buffer.from(stdin);
  })();
  const command = normalizeCommand(() => terminal, { stdin: chunks, stdout }).option('--json').exitOverride().configureOutput({ writeErr: () => {} });
  await command.parseAsync(argv, { from: 'user' }).catch((error: unknown) => (said.error = error));
  return said;
}

describe('parley normalize', () => {
  it('answers each value of stdin in its row, with empty fields for what it cannot read', async () => {
    const { stdout, notes, error } = await normalize('email\n Ann@X.org\n\n"a,b"\r\nann@x.org', '--kind', 'email');
    expect(error).toBeUndefined();
    const hash = 'HASH';
    expect(stdout.replaceAll(/[0-9a-f]{64}/g, hash)).toBe(`input,normalized,sha256\n Ann@X.org,ann@x.org,${hash}\n,,\n"a,b",,\nann@x.org,ann@x.org,${hash}\n`);
    expect(notes).toEqual(['2 of 4 values normalised']);
  });

  it('reads a packed file by the rules of a country and writes a whole file', async () => {
    const [input, out] = [join(folder, 'in.gz'), join(folder, 'out.csv')];
    writeFileSync(input, gzipSync('020 7946 0958\nn/a\n'));
    const { stdout, document } = await normalize('', '--kind', 'phone', '--country', 'GB', '--in', input, '--out', out, '--json');
    expect(stdout).toBe('');
    expect(document).toEqual({ values: 2, normalized: 1, out });
    expect(readFileSync(out, 'utf8')).toMatch(/^input,normalized,sha256\n020 7946 0958,\+442079460958,[0-9a-f]{64}\nn\/a,,\n$/);
  });

  it('prints one document under --json', async () => {
    const { document, stdout } = await normalize('abc\n+12025550123\n', '--kind', 'phone', '--json');
    expect(stdout).toBe('');
    expect(document).toEqual([
      { input: 'abc', normalized: null, sha256: null },
      { input: '+12025550123', normalized: '+12025550123', sha256: expect.stringMatching(/^[0-9a-f]{64}$/) },
    ]);
  });

  it.each([
    ['no --kind', [], { code: 'commander.missingMandatoryOptionValue' }],
    ['another kind', ['--kind', 'name'], { code: 'commander.invalidArgument' }],
    ['a country that is none', ['--kind', 'phone', '--country', 'XX'], { code: 'COUNTRY_UNKNOWN', exitCode: 2 }],
    ['a country for addresses', ['--kind', 'email', '--country', 'US'], { code: 'USAGE', exitCode: 2 }],
    ['a missing file', ['--kind', 'email', '--in', '/nowhere/at/all'], { code: 'FILE_MISSING', exitCode: 2 }],
  ])('refuses %s', async (_, argv, expected) => {
    expect((await normalize('', ...argv)).error).toMatchObject(expected);
  });

  it('leaves no file when the input turns out not to be UTF-8', async () => {
    const out = join(folder, 'out.csv');
    const { error } = await normalize(Buffer.from('ann@x.org\nZo\xeb@x.org\n', 'latin1'), '--kind', 'email', '--out', out);
    expect(error).toMatchObject({ code: 'TEXT_INVALID', problems: [{ file: 'stdin', line: 2, column: 3 }] });
    expect(existsSync(out)).toBe(false);
    expect(readdirSync(folder)).toEqual([]);
  });
});
