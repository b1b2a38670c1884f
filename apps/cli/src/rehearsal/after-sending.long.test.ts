import { readReceipt } from '@parley/activation';
import { readParquet } from '@parley/tabular';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { runParley } from '../testing/run-parley';

const SENT_AT = '2026-07-01T17:00:00Z';
const LATER = '2026-07-02T09:00:00.000Z';

/** One rehearsal that sends, and what comes after: feedback, what sending brought, a person who asks to be forgotten. */
describe('after a rehearsal has sent', () => {
  let out: string;
  const rehearse = () => runParley(['rehearse', '--rows', '3000', '--send-at', SENT_AT, '--out', out, '--approve', '--json']);
  const parley = (...args: string[]) => runParley([...args, '--out', out, '--json']);
  const arms = (segment: string) => JSON.parse(readFileSync(join(out, `.parley/aws/s3/parley-run/segments/${segment}.arms.json`), 'utf8')) as { audience: string[]; heldOut: string[] };

  beforeAll(async () => {
    out = join(mkdtempSync(join(tmpdir(), 'parley-after-')), 'out');
    const { code, stderr } = await rehearse();
    if (code !== 0) throw new Error(stderr);
  }, 400_000);
  afterAll(() => rmSync(join(out, '..'), { recursive: true, force: true }));

  it('takes in what SES tells: a delivery is an event, a hard bounce suppresses', async () => {
    const [name = ''] = readdirSync(join(out, 'outbox/email'));
    const to = /^To: *(.+?)\r?$/m.exec(readFileSync(join(out, 'outbox/email', name), 'utf8'))?.[1] ?? '';
    const mail = { timestamp: SENT_AT, messageId: 'ses-1', destination: [to], tags: { 'parley-message': [name.replace('.eml', '')] } };
    const told = [
      { eventType: 'Delivery', mail, delivery: { timestamp: LATER, recipients: [to] } },
      { eventType: 'Bounce', mail, bounce: { bounceType: 'Permanent', timestamp: LATER, bouncedRecipients: [{ emailAddress: to }] } },
    ];
    const file = join(out, '../told.jsonl');
    writeFileSync(file, told.map((event) => `${JSON.stringify(event)}\n`).join(''));
    const first = await parley('feedback', '--in', file);
    expect(JSON.parse(first.stdout)).toMatchObject({ texts: 2, told: { 'email delivered': 1, 'email bounced': 1 }, unmatched: 0, suppressed: 1, events: 2 });
    expect(JSON.parse((await parley('feedback', '--in', file)).stdout)).toMatchObject({ events: 0 });
    expect(readFileSync(join(out, 'feedback/events.jsonl'), 'utf8')).not.toContain('@');
  }, 120_000);

  it('shows what sending brought: an effect that is there, and none where there is none', async () => {
    const { audience, heldOut } = arms('most-likely');
    const before = heldOut.map((id) => event(id, Date.parse(SENT_AT) - 1)); // none of its doing
    const report = async (lines: string[]) => {
      const file = join(out, '../orders.jsonl');
      writeFileSync(file, lines.join(''));
      const { code, stdout } = await parley('report', '--incrementality', '--events', file, '--outcome', 'order.completed', '--smallest-effect', '50');
      expect(code).toBe(0);
      return (JSON.parse(stdout) as { campaigns: { segment: string; sent: number; effect: { low: number; high: number; verdict: string } }[] }).campaigns.find(({ segment }) => segment === 'most-likely');
    };
    const planted = await report([...bought(audience, 0.8), ...bought(heldOut, 0.2), ...before]);
    expect(planted?.effect).toMatchObject({ verdict: 'adds' });
    expect(planted?.effect.low).toBeLessThan(0.6);
    expect(planted?.effect.high).toBeGreaterThan(0.6);
    expect(planted?.sent).toBe((await readReceipt(join(out, 'receipt.json'))).campaigns.find(({ segment }) => segment === 'most-likely')?.sent);
    const { effect } = JSON.parse(readFileSync(join(out, 'report.json'), 'utf8')) as { effect: { campaigns: unknown[] } };
    expect(effect.campaigns).toContainEqual(planted); // the page draws what was printed
    expect(readFileSync(join(out, 'report.html'), 'utf8')).toContain('What sending added to the share that responded');
    const nothing = await report([...bought(audience, 0.5), ...bought(heldOut, 0.5)]);
    expect(nothing?.effect.verdict).toBe('nothing shown');
  }, 120_000);

  it('finds what the plan calls a success in the file of its table', async () => {
    const { code, stdout } = await parley('report', '--incrementality');
    expect([code, JSON.parse(stdout)]).toMatchObject([0, { outcome: { type: 'cart.added', until: '2026-07-15T17:00:00.000Z' }, smallestEffect: 0.01 }]);
    const { campaigns } = JSON.parse(stdout) as { campaigns: { arms: { audience: { responders: number } } }[] };
    expect(campaigns.every(({ arms: { audience } }) => audience.responders > 0)).toBe(true);
  }, 60_000);

  it('says that there are not enough people for a small effect', async () => {
    const file = join(out, '../none.jsonl');
    writeFileSync(file, event('nobody', Date.parse(LATER)));
    const { stdout } = await runParley(['report', '--incrementality', '--out', out, '--events', file, '--outcome', 'order.completed', '--smallest-effect', '1']);
    expect(stdout).toContain('not enough people yet');
    expect(stdout).toMatch(/needs about [\d,]+ people on each side/);
  }, 60_000);

  it('forgets a person: nothing of them is left in any file, and they do not come back', async () => {
    const [id = ''] = arms('most-likely').audience;
    const row = readFileSync(join(out, '.parley/people/owner/customers.csv'), 'utf8').split('\n').find((line) => line.startsWith(`${id},`)) ?? '';
    const address = (row.split(',')[1] ?? '').trim().toLowerCase();
    expect((await filesWith(id)).length).toBeGreaterThan(10);
    const forgotten = await parley('forget', '--id', id);
    expect([forgotten.code, forgotten.stderr]).toEqual([0, '']);
    expect([...(await filesWith(id)), ...(await filesWith(address))]).toEqual([]);
    expect(forgotten.stdout + readFileSync(join(out, 'forgotten.json'), 'utf8')).not.toContain(id);

    rmSync(join(out, '.parley'), { recursive: true }); // the same source, made up and read anew, in a folder that knows whom it forgot
    for (const name of ['report.html', 'report.json', 'scores.parquet', 'segments', 'outbox', 'feedback', 'receipt.json', 'audit.jsonl']) rmSync(join(out, name), { recursive: true, force: true });
    expect((await rehearse()).code).toBe(0);
    expect((await filesWith(id)).filter((file) => !file.startsWith('.parley/people/'))).toEqual([]);
  }, 400_000);

  /** Files that hold a text, whatever packs it. */
  async function filesWith(text: string): Promise<string[]> {
    const files = readdirSync(out, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    const found = [];
    for (const path of files.map((entry) => join(entry.parentPath, entry.name))) if ((await read(path)).toLowerCase().includes(text.toLowerCase())) found.push(path.slice(out.length + 1));
    return found;
  }
});

async function read(path: string): Promise<string> {
  if (path.endsWith('.parquet')) return JSON.stringify((await readParquet(path)).columns);
  const bytes = readFileSync(path);
  return (path.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('latin1');
}

const event = (id: string, at: number): string => `${JSON.stringify({ event_type: 'order.completed', event_timestamp: at, client: { client_id: id }, attributes: {}, metrics: {} })}\n`;

const bought = (ids: readonly string[], share: number): string[] => ids.slice(0, Math.round(ids.length * share)).map((id) => event(id, Date.parse(LATER)));
