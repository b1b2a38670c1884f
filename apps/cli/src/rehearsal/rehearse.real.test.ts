import { CHANNELS } from '@parley/owner-plan';
import { makeSyntheticPeople } from '@parley/synthetic-people';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { copyContract, editFile } from '../testing/copy-contract';
import { type ParleyRun, runParley } from '../testing/run-parley';
import { runFolder } from './run-folder';

/** What each campaign came to. */
const counts = (run: ParleyRun) => JSON.parse(run.stdout).activation.map(({ campaign, audience, sent }: Record<string, unknown>) => [campaign, audience, sent]);

/** Messages that a replay sent. */
const sentBy = ({ stdout }: ParleyRun): number => (JSON.parse(stdout) as { campaigns: { sent: number }[] }).campaigns.reduce((sum, { sent }) => sum + sent, 0);

/** One rehearsal of made-up people, first without approval, then with. */
describe('a rehearsal', () => {
  let out: string;
  let waiting: ParleyRun;
  let approved: ParleyRun;
  const args = () => ['rehearse', '--rows', '8000', '--send-at', '2026-07-01T17:00:00Z', '--out', out, '--json'];

  beforeAll(async () => {
    out = join(mkdtempSync(join(tmpdir(), 'parley-rehearse-')), 'out');
    waiting = await runParley(args());
  }, 180_000);
  afterAll(() => rmSync(join(out, '..'), { recursive: true, force: true }));

  it('without approval ends at "audience ready": segments, and no message', () => {
    expect(waiting.code).toBe(0);
    const { activation, segments } = JSON.parse(waiting.stdout);
    expect(activation).toEqual(expect.arrayContaining([expect.objectContaining({ approved: false, sent: 0 })]));
    expect(segments.every(({ size }: { size: number }) => size > 0)).toBe(true);
    expect(existsSync(join(out, 'outbox/email'))).toBe(false);
    expect(existsSync(join(out, 'receipt.json'))).toBe(false);
  });

  it('with approval goes on from there and writes each message once', async () => {
    approved = await runParley([...args(), '--approve']);
    expect(approved.code).toBe(0);
    expect(approved.stderr).toContain('evaluate: done before');
    const { activation } = JSON.parse(approved.stdout) as { activation: { channel: string; sent: number; audience: number; unknown: number; heldBack: Record<string, number> }[] };
    const sent = activation.reduce((sum, campaign) => sum + campaign.sent, 0);
    const messages = CHANNELS.flatMap((channel) => readdirSync(join(out, 'outbox', channel)));
    expect(sent).toBeGreaterThan(100);
    expect(messages).toHaveLength(sent);
    for (const channel of CHANNELS) expect(activation.filter((one) => one.channel === channel).reduce((sum, one) => sum + one.sent, 0)).toBe(readdirSync(join(out, 'outbox', channel)).length);
    expect(Math.min(...CHANNELS.map((channel) => readdirSync(join(out, 'outbox', channel)).length))).toBeGreaterThan(0);
    for (const { audience, unknown, heldBack, ...campaign } of activation) {
      expect(campaign.sent + unknown + Object.values(heldBack).reduce((sum, count) => sum + count, 0)).toBe(audience);
    }
  }, 60_000);

  it('says that the useful partner adds and the other adds nothing', () => {
    const { byPartner, gain, gate } = JSON.parse(approved.stdout).model;
    const verdicts = Object.fromEntries(byPartner.map((one: { partner: string; gain: { verdict: string } }) => [one.partner, one.gain.verdict]));
    expect(verdicts).toEqual({ 'Example Panel': 'adds', 'Example Media': 'nothing' });
    expect(gain.verdict).toBe('adds');
    expect(gate.passed).toBe(true);
  });

  it('releases matched rows under LIST and groups above the threshold under AGGREGATION', () => {
    const { insights, queries, disclosed } = JSON.parse(approved.stdout) as {
      insights: { columns: string[]; rows: (string | number)[][]; thresholds: string[] }[];
      queries: { status: string; rule: string }[];
      disclosed: { promise: string; columns: string[] }[];
    };
    expect(queries.every(({ status }) => status === 'SUCCESS')).toBe(true);
    expect(new Set(queries.map(({ rule }) => rule))).toEqual(new Set(['LIST', 'AGGREGATION']));
    const [visits] = insights;
    expect(visits?.thresholds.join()).toMatch(/at least 50 distinct hashed_email of visits/);
    expect(visits?.rows.length).toBeGreaterThan(0);
    for (const { columns } of disclosed) for (const name of ['partner_id', 'hashed_email', 'hashed_phone', 'email']) expect(columns).not.toContain(name);
  });

  it('given the input of every step twice, finds the queries, sends nothing again and ends the same', async () => {
    const told = () => ['scores.parquet', 'segments/most-likely.csv', 'audit.jsonl'].map((file) => readFileSync(join(out, file)).toString('base64'));
    const [before, messages] = [told(), readdirSync(join(out, 'outbox/email')).sort()];
    rmSync(join(runFolder(out), 'steps'), { recursive: true }); // what each step put out is forgotten; what it did is not
    const again = await runParley([...args(), '--approve']);
    expect({ code: again.code, stderr: again.stderr.includes('done before') }).toEqual({ code: 0, stderr: false });
    expect(told()).toEqual(before);
    expect(readdirSync(join(out, 'outbox/email')).sort()).toEqual(messages);
    expect(counts(again)).toEqual(counts(approved));
  }, 180_000);

  it('replays what quiet hours put off through the gate the next day, each message once', async () => {
    const before = CHANNELS.flatMap((channel) => readdirSync(join(out, 'outbox', channel))).length;
    const again = ['activate', 'replay', '--out', out, '--at', '2026-07-02T19:00:00Z', '--json'];
    const first = await runParley(again);
    expect(first.code).toBe(0);
    expect(sentBy(first)).toBeGreaterThan(0);
    expect(CHANNELS.flatMap((channel) => readdirSync(join(out, 'outbox', channel)))).toHaveLength(before + sentBy(first));
    expect(sentBy(await runParley(again))).toBe(0);
  }, 120_000);

  it('writes MIME files with one-click unsubscribe, to people who agreed', () => {
    const [name = ''] = readdirSync(join(out, 'outbox/email'));
    const message = readFileSync(join(out, 'outbox/email', name), 'utf8');
    expect(message).toMatch(/^List-Unsubscribe: <https:\/\/shop\.example\.com\/unsubscribe\?t=/m);
    expect(message).toMatch(/^List-Unsubscribe-Post: List-Unsubscribe=One-Click/m);
    expect(message).toMatch(/^MIME-Version: 1\.0/m);
  });

  it('lets no raw identifier into the clean room, the report or the segments', () => {
    const raw = readFileSync(join(out, '.parley/people/owner/customers.csv'), 'utf8').split('\n').slice(1, 200);
    const addresses = raw.flatMap((line) => /[\w.+-]+@[\w.-]+/.exec(line)?.[0].toLowerCase() ?? []);
    expect(addresses.length).toBeGreaterThan(150);
    const seen = ['report.json', 'report.html', 'audit.jsonl', 'receipt.json', 'segments/most-likely.csv'].map((file) => readFileSync(join(out, file), 'utf8').toLowerCase()).join('\n');
    expect(addresses.filter((address) => seen.includes(address))).toEqual([]);
  });

  it('does nothing twice when nothing changed', async () => {
    const again = await runParley([...args(), '--approve']);
    const ended = again.stderr.split('\n').filter((line) => /^[a-z0-9-]+: /.test(line) && !line.startsWith('report: '));
    expect(ended.length).toBeGreaterThan(15);
    expect(ended.filter((line) => !line.endsWith(': done before'))).toEqual([]);
    expect(JSON.parse(again.stdout).runId).toBe(JSON.parse(approved.stdout).runId);
  }, 60_000);
});

it('fails closed: a gate that no model passes scores, builds and sends nothing, and still reports', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'parley-gate-'));
  const [contract, data, out] = [join(folder, 'contract'), join(folder, 'data'), join(folder, 'out')];
  copyContract(contract);
  editFile(join(contract, 'owner/plan.yaml'), (plan) => plan.replace('minAuc: 0.65', 'minAuc: 0.99'));
  await makeSyntheticPeople({ rows: 2000, seed: 5, directory: data });
  const run = await runParley(['rehearse', '--contract', contract, '--data', data, '--out', out, '--approve', '--json']);
  expect(run.code).toBe(3);
  expect(run.stderr).toContain('GATE_FAILED');
  expect(existsSync(join(out, 'report.html'))).toBe(true);
  for (const file of ['scores.parquet', 'segments', 'outbox/email', 'receipt.json']) expect(existsSync(join(out, file))).toBe(false);
  rmSync(folder, { recursive: true, force: true });
}, 120_000);
