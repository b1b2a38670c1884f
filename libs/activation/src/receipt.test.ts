import { mkdtemp, readdir, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { audienceHash, type ReceiptFacts, readReceipt, sealReceipt, writeReceipt } from './receipt';

const FACTS: ReceiptFacts = {
  runId: 'run-1',
  at: '2026-07-01T11:00:00.000Z',
  campaigns: [
    {
      campaign: 'spring',
      segment: 'most-likely',
      channel: 'email',
      status: 'done',
      approved: true,
      audience: 3,
      sent: 2,
      failed: 0,
      unknown: 0,
      ready: 0,
      heldBack: { consent: 1, noAddress: 0, suppression: 0, quietHours: 0, cap: 0, holdout: 0, duplicate: 0 },
      audienceSha256: audienceHash([{ id: 'a' }, { id: 'b' }, { id: 'c' }]),
      approval: { by: 'Mo Marketer', at: '2026-07-01T10:59:00.000Z' },
    },
  ],
  audit: { head: 'f'.repeat(64), length: 12 },
};

describe('receipt', () => {
  it('is the same for the same facts, in whatever order they are written', () => {
    const { runId, at, campaigns, audit } = FACTS;
    expect(sealReceipt({ audit, campaigns, at, runId }).sha256).toBe(sealReceipt(FACTS).sha256);
  });

  it('is found out when a count is changed', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'parley-receipt-'));
    const file = join(folder, 'receipt.json');
    await writeReceipt(file, FACTS);
    expect(await readdir(folder)).toEqual(['receipt.json']);
    expect(await readReceipt(file)).toEqual(sealReceipt(FACTS));
    await writeFile(file, (await readFile(file, 'utf8')).replace('"sent": 2', '"sent": 3'));
    await expect(readReceipt(file)).rejects.toMatchObject({ code: 'ACTIVATION_RECEIPT_CHANGED' });
  });

  it('tells audiences apart by who is in them and in what order', () => {
    const hashes = [['a', 'b'], ['b', 'a'], ['ab'], ['a', 'b', 'c']].map((ids) => audienceHash(ids.map((id) => ({ id }))));
    expect(new Set(hashes).size).toBe(4);
  });
});
