import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFile, mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { ledgerCases } from './cases/ledger-cases';
import { sentMessagesCases } from './cases/sent-messages-cases';
import { FileLedger } from './file-ledger';
import { idempotencyKey, type MessageIdentity } from './idempotency-key';

const AT = new Date('2026-07-01T12:00:00Z');
const TERMS = { at: AT, caps: [{ messages: 1, days: 7 }], worker: 'w1', leaseUntil: new Date('2026-07-01T12:15:00Z') };
const [a, b, c] = [message('a'), message('b'), message('c')] as const;
const newPath = async (): Promise<string> => join(await mkdtemp(join(tmpdir(), 'parley-ledger-')), 'ledger.jsonl');

describe('send ledger in a file', () => {
  const opened: FileLedger[] = [];
  afterEach(() => Promise.all(opened.splice(0).map((ledger) => ledger.close())));
  const make = async (): Promise<FileLedger> => {
    const ledger = await FileLedger.open(await newPath());
    opened.push(ledger);
    return ledger;
  };
  it.each([...ledgerCases(make), ...sentMessagesCases(make)])('$title', ({ run }) => run());

  it('remembers over a restart', async () => {
    const path = await newPath();
    const first = await FileLedger.open(path);
    await first.reserve([a, b], TERMS);
    await first.settle([{ key: idempotencyKey(a), outcome: 'sent', providerId: 'id-1' }, { key: idempotencyKey(b), outcome: 'failed' }]);
    await first.close();
    const second = await FileLedger.open(path);
    expect([...(await second.reserve([a, b, c], TERMS)).values()]).toEqual(['taken', 'granted', 'granted']);
    expect(await second.latest()).toEqual(AT);
    await second.close();
  });

  it('knows that what an earlier process left pending is abandoned, whatever its lease says', async () => {
    const path = await newPath();
    const first = await FileLedger.open(path);
    await first.reserve([a], TERMS);
    expect(await first.abandoned('email', AT)).toEqual([]);
    await first.close();
    const second = await FileLedger.open(path);
    expect(await second.abandoned('email', AT)).toEqual([a]);
    expect(await second.abandoned('sms', AT)).toEqual([]);
    await second.close();
  });

  it('cuts off a last line that a crash cut short, and goes on after it', async () => {
    const path = await newPath();
    const first = await FileLedger.open(path);
    await first.reserve([a], TERMS);
    await first.close();
    await appendFile(path, '{"settle":[["spring|run-1|ü'.slice(0, -1));
    const second = await FileLedger.open(path);
    await second.settle([{ key: idempotencyKey(a), outcome: 'sent' }]);
    await second.close();
    expect((await readFile(path, 'utf8')).trim().split('\n').map((line) => Object.keys(JSON.parse(line) as object)[0])).toEqual(['reserve', 'settle']);
  });

  it('does not guess at damage elsewhere', async () => {
    const path = await newPath();
    await writeFile(path, '{"reserve":[],"at":"2026-07-01T12:00:00Z"}\nnoise\n{"settle":[]}\n');
    await expect(FileLedger.open(path)).rejects.toMatchObject({ code: 'ACTIVATION_LOG_DAMAGED', problems: [{ file: path, line: 2 }] });
    await writeFile(path, '');
    await (await FileLedger.open(path)).close();
  });

  it('belongs to one process at a time, and to nobody who died', async () => {
    const path = await newPath();
    const holder = spawn(process.execPath, ['-e', HOLD, `${path}.lock.duckdb`], { cwd: resolve(__dirname, '../../..'), stdio: ['ignore', 'pipe', 'inherit'] });
    await once(holder.stdout, 'data');
    const problems = [{ file: path, message: expect.stringContaining(`process ${holder.pid} `) as string }];
    await expect(FileLedger.open(path)).rejects.toMatchObject({ code: 'ACTIVATION_LEDGER_BUSY', problems });
    holder.kill('SIGKILL');
    await once(holder, 'exit');
    const mine = await FileLedger.open(path);
    await expect(FileLedger.open(path)).rejects.toMatchObject({ code: 'ACTIVATION_LEDGER_BUSY' });
    await mine.close();
    await (await FileLedger.open(path)).close();
  });
});

function message(recipient: string): MessageIdentity {
  return { campaign: 'spring', runId: 'run-1', recipient, channel: 'email' };
}

const HOLD = `require('@duckdb/node-api').DuckDBInstance.create(process.argv[1]).then(() => { console.log('held'); setInterval(() => {}, 1000); })`;
