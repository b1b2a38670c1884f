import { runParley } from '../testing/run-parley';

it('prices the queries of the contract at the floor, the e-mails at most, and says where each rate is from', async () => {
  const { code, stdout } = await runParley(['cost', '--rows', '20000', '--json']);
  const { lines, total, rates } = JSON.parse(stdout);
  expect(code).toBe(0);
  expect(lines.map(({ what, quantity }: { what: string; quantity: number }) => [what, quantity])).toEqual([
    ['protected queries with partner-sample', 3],
    ['protected queries with partner-other', 2],
    ['e-mails, at most', 5400], // a tenth and two tenths of 20,000, less the holdout
  ]);
  expect(total).toBeCloseTo(5 * 1.06667 + 0.54, 3);
  expect(rates.rates.cleanRoomsSql).toMatchObject({ asOf: expect.stringMatching(/^20\d\d-/), source: expect.any(String) });

  const words = await runParley(['cost', '--rows', '20000']);
  expect(words.stdout).toContain('paid by the owner');
  expect(words.stdout).toContain('Doubt:');
});

it('tells every number that is none', async () => {
  const { code, stderr } = await runParley(['cost', '--rows', '0', '--crpu', 'many']);
  expect(code).toBe(2);
  expect(stderr).toContain('--rows 0 is not a count');
  expect(stderr).toContain('--crpu many is not a count');
});
