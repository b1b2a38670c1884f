import { runCost } from './run-cost';

const size = { queries: { panel: 3, media: 2 }, payer: 'owner', emails: 0 };

it('bills at least the minimum a query: 32 CRPU for 60 seconds', () => {
  const { lines, total } = runCost(size);
  expect(lines.map(({ quantity }) => quantity)).toEqual([3, 2]);
  expect(lines[0]?.each).toBeCloseTo(1.0667, 4); // spec/peers.md B.1: a 1.07 floor
  expect(total).toBeCloseTo(5.3333, 4);
  expect(runCost({ ...size, querySeconds: 5 }).total).toBeCloseTo(total, 10);
});

it('bills longer queries by the second, and more capacity by the unit', () => {
  const hour = runCost({ ...size, queries: { panel: 1 }, querySeconds: 3600, crpu: 4 });
  expect(hour.total).toBeCloseTo(8, 10);
  expect(hour.anotherMinute).toBeCloseTo(8 / 60, 10);
});

it('adds the messages, paid by the owner whoever pays for queries', () => {
  const { lines } = runCost({ ...size, payer: 'partner', emails: 20_000 });
  expect(lines.map(({ payer, cost }) => [payer, Number(cost.toFixed(4))])).toEqual([
    ['partner', 3.2],
    ['partner', 2.1333],
    ['owner', 2],
  ]);
});
