import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { runCommand } from './command';
import type { DataSet } from './data-set';
import { makeData } from './make-data';
import { zipOf } from './zip-of';

const ROWS = 400;
const CSV = `id;kind;"size";bought\n${Array.from({ length: ROWS }, (_, i) => `${i};"kind; ${i % 3}"; ${i} ;${i % 4 === 0 ? 'TRUE' : 'FALSE'}`).join('\n')}\n`;

/** A data set whose original is the text above, wherever it lies. */
function dataSet(url = 'http://127.0.0.1:9/unused'): DataSet {
  const sha256 = createHash('sha256').update(CSV).digest('hex');
  return {
    name: 'small',
    original: { url, file: 'small.csv', bytes: CSV.length, sha256, lineEnds: 'LF', delimiter: ';' },
    owner: ['kind', 'bought'],
    partner: ['size'],
    label: 'bought',
    spelling: { bought: { TRUE: 'True', FALSE: 'False' } },
  };
}

const folder = mkdtempSync(join(tmpdir(), 'make-data-'));
afterAll(() => rmSync(folder, { recursive: true }));
let outs = 0;
const freshOut = () => join(folder, `out-${outs++}`);

/** The rows of a file made, as lists of cells: nothing in them is quoted but the kind. */
function rowsOf(out: string, file: string): string[][] {
  const lines = gunzipSync(readFileSync(join(out, file))).toString().trim().split('\n');
  return lines.map((line) => line.split(/,(?=(?:[^"]*"[^"]*")*[^"]*$)/));
}

describe('makeData from a file', () => {
  const cases: [string, string, Buffer][] = [
    ['the CSV', 'a.csv', Buffer.from(CSV)],
    ['the CSV with the other line ends', 'b.csv', Buffer.from(CSV.replaceAll('\n', '\r\n'))],
    ['a zip', 'c.zip', zipOf({ 'small/readme.txt': 'hello', 'small/small.csv': CSV })],
    ['a zip in a zip', 'd.zip', zipOf({ 'other.zip': zipOf({ 'x.csv': '' }), 'small.zip': zipOf({ 'small.csv': CSV }) })],
  ];
  it.each(cases)('splits %s between owner and partner', async (_, name, bytes) => {
    writeFileSync(join(folder, name), bytes);
    const out = freshOut();
    const made = await makeData({ set: dataSet(), out, from: join(folder, name) });

    const owner = rowsOf(out, 'owner.csv.gz');
    const partner = rowsOf(out, 'partner.csv.gz');
    const truth = rowsOf(out, 'truth-link.csv.gz');
    expect(made).toEqual([
      { path: 'owner.csv.gz', lines: ROWS + 1 },
      { path: 'partner.csv.gz', lines: ROWS + 1 },
      { path: 'truth-link.csv.gz', lines: ROWS * 0.7 + 1 },
    ]);
    expect([owner[0], partner[0], truth[0]]).toEqual([
      ['customer_id', 'email', 'phone', 'kind', 'bought', 'split'],
      ['partner_id', 'email', 'phone', 'size'],
      ['customer_id', 'partner_id'],
    ]);
    expect(owner.filter((row) => row[4] === 'True')).toHaveLength(ROWS / 4);
    expect(owner.filter((row) => row[4] === 'True' && row[5] === 'test')).toHaveLength(ROWS / 16);
    const sizes = new Map(partner.map((row) => [row[0], row[3]]));
    for (const [customer, theirs] of truth.slice(1)) expect(sizes.get(theirs)).toBe(String(Number(customer!.slice(1)) - 1));
  });

  it('makes the same bytes for the same seed, others for another', async () => {
    writeFileSync(join(folder, 'a.csv'), CSV);
    const outs = [freshOut(), freshOut(), freshOut()];
    for (const [i, out] of outs.entries()) await makeData({ set: dataSet(), out, from: join(folder, 'a.csv'), seed: i < 2 ? 5 : 6 });
    const [first, second, third] = outs.map((out) => readFileSync(join(out, 'partner.csv.gz')));
    expect(first!.equals(second!)).toBe(true);
    expect(first!.equals(third!)).toBe(false);
  });

  const bad: [string, Buffer, string][] = [
    ['another size', Buffer.from(`${CSV} `), 'ORIGINAL_WRONG_SIZE'],
    ['another content', Buffer.from(CSV.replace('kind; 0', 'kind; 9')), 'ORIGINAL_WRONG_CHECKSUM'],
    ['a zip without it', zipOf({ 'x.csv': CSV }), 'ORIGINAL_NOT_IN_ZIP'],
    ['a zip cut off', zipOf({ 'small.csv': CSV }).subarray(0, 300), 'ORIGINAL_BROKEN_ZIP'],
    ['a zip with spoilt content', spoilt(zipOf({ 'small.csv': CSV })), 'ORIGINAL_BROKEN_ZIP'],
  ];
  it.each(bad)('refuses %s and writes nothing', async (_, bytes, code) => {
    writeFileSync(join(folder, 'bad'), bytes);
    const out = freshOut();
    await expect(makeData({ set: dataSet(), out, from: join(folder, 'bad') })).rejects.toMatchObject({ kind: 'input', code });
    expect(existsSync(out)).toBe(false);
  });

  it('refuses a file that is not there, and an original without the columns', async () => {
    await expect(makeData({ set: dataSet(), out: freshOut(), from: join(folder, 'nowhere') })).rejects.toMatchObject({ code: 'ORIGINAL_UNREADABLE' });
    writeFileSync(join(folder, 'a.csv'), CSV);
    const set = { ...dataSet(), partner: ['size', 'weight', 'height'] };
    await expect(makeData({ set, out: freshOut(), from: join(folder, 'a.csv') })).rejects.toMatchObject({ code: 'ORIGINAL_COLUMNS', problems: [{}, {}] });
  });
});

describe('the command', () => {
  it.each([
    ['no --out', [], 2],
    ['an unknown option', ['--out', 'x', '--oops'], 2],
    ['a file that is not there', ['--out', 'x', '--from', join(folder, 'nowhere')], 2],
    ['--help', ['--help'], 0],
  ])('%s', async (_, args, code) => {
    const stdout = jest.spyOn(process.stdout, 'write').mockReturnValue(true);
    const stderr = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
    try {
      expect(await runCommand(dataSet(), args)).toBe(code);
      expect([...stdout.mock.calls, ...stderr.mock.calls].flat().join('')).toMatch(code === 0 ? /^node examples\/small/ : /repair: /);
    } finally {
      stdout.mockRestore();
      stderr.mockRestore();
    }
  });
});

describe('makeData from the network', () => {
  const answers: Record<string, (response: ServerResponse) => void> = {
    '/good.zip': (response) => response.end(zipOf({ 'small.csv': CSV })),
    '/moved': (response) => response.writeHead(302, { location: '/good.zip' }).end(),
    '/short.csv': (response) => response.end(CSV.slice(0, 100)),
    '/other.csv': (response) => response.end(CSV.replace('kind; 0', 'kind; 9')),
    '/cut.csv': (response) => {
      response.writeHead(200, { 'content-length': CSV.length });
      response.write(CSV.slice(0, 100), () => response.destroy());
    },
  };
  let server: Server;
  let base: string;
  beforeAll(async () => {
    server = createServer((request, response) => {
      const answer = answers[request.url ?? ''];
      if (answer) answer(response);
      else response.writeHead(404).end('not here');
    });
    await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
    base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => new Promise((closed) => server.close(closed)));

  it.each(['/good.zip', '/moved'])('fetches %s', async (path) => {
    const out = freshOut();
    await makeData({ set: dataSet(base + path), out });
    expect(rowsOf(out, 'owner.csv.gz')).toHaveLength(ROWS + 1);
  });

  it.each([
    ['/short.csv', 'ORIGINAL_WRONG_SIZE'],
    ['/other.csv', 'ORIGINAL_WRONG_CHECKSUM'],
    ['/nowhere', 'DOWNLOAD_STATUS'],
    ['/cut.csv', 'DOWNLOAD_CUT_OFF'],
  ])('%s: %s, and nothing is written', async (path, code) => {
    const out = freshOut();
    await expect(makeData({ set: dataSet(base + path), out })).rejects.toMatchObject({ code });
    expect(existsSync(out)).toBe(false);
  });

  it('says when nobody answers', async () => {
    const closed = createServer();
    await new Promise<void>((ready) => closed.listen(0, '127.0.0.1', ready));
    const { port } = closed.address() as AddressInfo;
    await new Promise((done) => closed.close(done));
    await expect(makeData({ set: dataSet(`http://127.0.0.1:${port}/`), out: freshOut() })).rejects.toMatchObject({ kind: 'fault', code: 'DOWNLOAD_NO_ANSWER' });
  });
});

/** The same file with the packed bytes overwritten. */
function spoilt(zip: Buffer): Buffer {
  return Buffer.from(zip).fill(0xff, 60, 120);
}
