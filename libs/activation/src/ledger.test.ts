import { appendFile, mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Channel, EmailMessage } from './channel';
import { idempotencyKey } from './idempotency-key';
import { Ledger } from './ledger';

const at = new Date('2026-07-01T12:00:00Z');
const message = (recipient: string, campaign = 'spring') => ({ campaign, runId: 'run-1', recipient, channel: 'email' });
const [a, b, c] = ['a', 'b', 'c'].map((recipient) => message(recipient)) as [ReturnType<typeof message>, ReturnType<typeof message>, ReturnType<typeof message>];
const newPath = async (): Promise<string> => join(await mkdtemp(join(tmpdir(), 'parley-ledger-')), 'ledger.jsonl');
const email = (lookup?: Channel<EmailMessage>['lookup']): Channel<EmailMessage> => ({ name: 'email', batchSize: 50, ratePerSecond: 1000, send: () => Promise.resolve([]), ...(lookup ? { lookup } : {}) });

describe('send ledger', () => {
  it('remembers over a restart', async () => {
    const path = await newPath();
    const first = await Ledger.open(path);
    await first.reserve([a, b], at);
    await first.settle([{ key: idempotencyKey(a), outcome: 'sent' }, { key: idempotencyKey(b), outcome: 'failed' }]);
    await first.close();
    const second = await Ledger.open(path);
    expect([a, b, c].map((one) => second.stateOf(idempotencyKey(one)))).toEqual(['sent', undefined, undefined]);
    await expect(second.reserve([c, a], at)).rejects.toMatchObject({ code: 'ACTIVATION_RESERVED_TWICE' });
    await expect(second.reserve([c, c], at)).rejects.toMatchObject({ code: 'ACTIVATION_RESERVED_TWICE' });
    await second.reserve([b, c], at);
    await second.close();
  });

  it('settles what a crash left open by asking the channel; what it cannot tell is unknown and stays so', async () => {
    const path = await newPath();
    const first = await Ledger.open(path);
    await first.reserve([a, b, c], at);
    await first.close();
    const second = await Ledger.open(path);
    expect(second.stateOf(idempotencyKey(a))).toBe('pending');
    await second.resolvePending({ name: 'sms' });
    expect(second.stateOf(idempotencyKey(a))).toBe('pending');
    await second.resolvePending(email(() => Promise.resolve(new Map([[idempotencyKey(a), 'sent' as const], [idempotencyKey(b), 'not-sent' as const]]))));
    expect([a, b, c].map((one) => second.stateOf(idempotencyKey(one)))).toEqual(['sent', undefined, 'unknown']);
    await second.close();
  });

  it('counts for the cap what reached or may have reached a person, in the window, over all campaigns but this', async () => {
    const ledger = await Ledger.open(await newPath());
    const earlier = ['one', 'two', 'three', 'four'].map((campaign) => message('a', campaign));
    await ledger.reserve(earlier.slice(0, 3), at);
    await ledger.settle((['sent', 'unknown', 'failed'] as const).map((outcome, i) => ({ key: idempotencyKey(earlier[i] ?? a), outcome })));
    await ledger.reserve(earlier.slice(3), new Date(at.getTime() + 1));
    expect(ledger.othersSince(a, new Date(0))).toBe(3);
    expect(ledger.othersSince(message('a', 'one'), new Date(0))).toBe(2);
    expect(ledger.othersSince(a, at)).toBe(1);
    expect(ledger.othersSince(b, new Date(0))).toBe(0);
    await ledger.close();
  });

  it('cuts off a last line that a crash cut short, and goes on after it', async () => {
    const path = await newPath();
    const first = await Ledger.open(path);
    await first.reserve([a], at);
    await first.close();
    await appendFile(path, '{"settle":[["spring|run-1|ü'.slice(0, -1));
    const second = await Ledger.open(path);
    expect(second.stateOf(idempotencyKey(a))).toBe('pending');
    await second.settle([{ key: idempotencyKey(a), outcome: 'sent' }]);
    await second.close();
    expect((await readFile(path, 'utf8')).trim().split('\n').map((line) => Object.keys(JSON.parse(line) as object)[0])).toEqual(['reserve', 'settle']);
  });

  it('does not guess at damage elsewhere', async () => {
    const path = await newPath();
    await writeFile(path, '{"reserve":[],"at":"2026-07-01T12:00:00Z"}\nnoise\n{"settle":[]}\n');
    await expect(Ledger.open(path)).rejects.toMatchObject({ code: 'ACTIVATION_LOG_DAMAGED', problems: [{ file: path, line: 2 }] });
    await writeFile(path, '');
    await (await Ledger.open(path)).close();
  });

  it('belongs to one process at a time, and to nobody who died', async () => {
    const path = await newPath();
    const holder = spawn(process.execPath, ['-e', HOLD, `${path}.lock.duckdb`], { cwd: resolve(__dirname, '../../..'), stdio: ['ignore', 'pipe', 'inherit'] });
    await once(holder.stdout, 'data');
    const problems = [{ file: path, message: expect.stringContaining(`process ${holder.pid} `) as string }];
    await expect(Ledger.open(path)).rejects.toMatchObject({ code: 'ACTIVATION_LEDGER_BUSY', problems });
    holder.kill('SIGKILL');
    await once(holder, 'exit');
    const mine = await Ledger.open(path);
    await expect(Ledger.open(path)).rejects.toMatchObject({ code: 'ACTIVATION_LEDGER_BUSY' });
    await mine.close();
    await (await Ledger.open(path)).close();
  });
});

const HOLD = `require('@duckdb/node-api').DuckDBInstance.create(process.argv[1]).then(() => { console.log('held'); setInterval(() => {}, 1000); })`;
