import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { StartQuery } from '@parley/clean-room-client';
import { EmbeddedCleanRoom, type EmbeddedCleanRoomOptions, type Room } from './index';
import { buildEntry } from './testing/build-entry';
import { ended } from './testing/ended';
import { allowing } from './testing/sample-room';
import { MEMBERSHIP, specFolder, specRoom } from './testing/spec-room';

let entry: string;
let folder: string;
let options: Omit<EmbeddedCleanRoomOptions, 'rooms'>;
let remove: () => void;
let open: EmbeddedCleanRoom[];
beforeAll(() => {
  entry = buildEntry('query-process');
});
beforeEach(async () => {
  ({ folder, options, remove } = await specFolder(entry));
  open = [];
});
afterEach(async () => {
  await Promise.all(open.map((room) => room.close()));
  remove();
});

function cleanRoom(rooms: EmbeddedCleanRoomOptions['rooms'], changes: Partial<EmbeddedCleanRoomOptions> = {}): EmbeddedCleanRoom {
  const room = new EmbeddedCleanRoom({ ...options, rooms, ...changes });
  open.push(room);
  return room;
}

const lifetime = (budget: number): Room => specRoom({ segBudget: [{ type: 'LIFETIME', budget }] });
const query = (changes: Partial<StartQuery> = {}): StartQuery =>
  ({ membershipId: MEMBERSHIP, sql: 'SELECT segment FROM seg', result: { bucket: 'results', keyPrefix: 'run', format: 'CSV' }, ...changes }) as StartQuery;
const refusal = async (start: Promise<unknown>) => start.catch((error: unknown) => error);
const lines = (name: string) => (existsSync(join(folder, name)) ? readFileSync(join(folder, name), 'utf8').trimEnd().split('\n') : []);
const entries = () => lines('audit.jsonl').map((line) => JSON.parse(line).entry);

it('lets as many of many concurrent starts run as the budget has left, and says so to the others in fixed words', async () => {
  const room = cleanRoom([lifetime(3)]);
  const outcomes = await Promise.allSettled(Array.from({ length: 8 }, () => room.startQuery(query())));
  const started = outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value] : []));
  expect(started).toHaveLength(3);
  for (const one of started) expect((await ended(room, one)).status).toBe('SUCCESS');
  const { data, budget } = lifetime(3).tables[1]!;
  expect(await room.accessBudget(data, budget!)).toEqual({
    aggregateRemainingBudget: 0,
    details: [{ budgetType: 'LIFETIME', budget: 3, remainingBudget: 0 }],
  });
  expect(entries().filter(({ kind, verdict }) => kind === 'submission' && verdict === 'refused')).toHaveLength(5);
  expect(await refusal(room.startQuery(query()))).toMatchObject({
    kind: 'refused',
    problems: [
      {
        code: 'ACCESS_BUDGET_SPENT',
        message: '[ACCESS_BUDGET_SPENT] The access budget of table seg is spent (LIFETIME 3). (accessBudget)',
        repair: 'Ask its owner to raise it: it is not renewed by itself.',
      },
    ],
  });
});

it('says when a budget is renewed, and then lets queries through', async () => {
  let now = new Date('2026-11-22T20:00:00.000Z');
  const daily = specRoom({ segBudget: [{ type: 'CALENDAR_DAY', budget: 1, autoRefresh: 'ENABLED' }] });
  const room = cleanRoom([daily], { clock: () => now });
  await ended(room, await room.startQuery(query()));
  expect(await refusal(room.startQuery(query()))).toMatchObject({ problems: [{ repair: expect.stringContaining('2026-11-23T00:00:00.000Z') }] });
  now = new Date('2026-11-23T00:00:00.000Z');
  expect((await ended(room, await room.startQuery(query()))).status).toBe('SUCCESS');
});

it('is not begun anew by another association, membership or process over the same data', async () => {
  const first = cleanRoom([lifetime(1)]);
  await ended(first, await first.startQuery(query()));
  await first.close();

  const [crm, seg] = lifetime(1).tables as [Room['tables'][number], Room['tables'][number]];
  const anew: Room = { ...lifetime(1), membershipId: 'another', collaboration: 'another', tables: [crm, { ...seg, table: { ...seg.table, name: 'renamed' } }] };
  const later = cleanRoom(async (id) => (id === 'another' ? anew : undefined));
  const again = refusal(later.startQuery(query({ membershipId: 'another', sql: 'SELECT segment FROM renamed' })));
  expect(await again).toMatchObject({ problems: [{ code: 'ACCESS_BUDGET_SPENT' }] });
  expect(await refusal(later.startQuery(query()))).toMatchObject({ code: 'MEMBERSHIP_UNKNOWN' });
});

it('gives nothing back to a query that fails or is cancelled', async () => {
  const judge = allowing('SELECT CAST(segment AS INT) AS v FROM seg', [{ table: 'seg', columns: ['segment'] }]);
  const room = cleanRoom([lifetime(3)], { judge, queryProcess: { ...options.queryProcess, concurrent: 1 } });
  const [failing, cancelled] = [await room.startQuery(query()), await room.startQuery(query())];
  await room.cancelQuery(MEMBERSHIP, cancelled.id);
  expect(await ended(room, failing)).toMatchObject({ status: 'FAILED', error: { code: 'QUERY_FAILED_CAST' } });
  expect(await ended(room, cancelled)).toMatchObject({ status: 'CANCELLED' });
  await ended(room, await room.startQuery(query()));
  expect(await refusal(room.startQuery(query()))).toMatchObject({ problems: [{ code: 'ACCESS_BUDGET_SPENT' }] });
});

it('is exact however often its process is killed', async () => {
  const [host, budget, kills] = [buildEntry('budget-host'), 12, 7];
  const said: string[] = [];
  for (let round = 0; !said.includes('spent'); round += 1) {
    const child = spawn(process.execPath, [host, folder, entry, String(budget)], { stdio: ['ignore', 'pipe', 'inherit'] });
    // Killed at odd times after it opened, or after it started a query: so that a kill meets every part of a start.
    const signal = round % 2 === 0 ? /^open$/ : /^[0-9a-f-]{36}$/;
    const output = createInterface({ input: child.stdout }).on('line', (line) => {
      said.push(line);
      if (signal.test(line) && round < kills) setTimeout(() => child.kill('SIGKILL'), (round * 17) % 60);
    });
    await Promise.all([once(child, 'exit'), once(output, 'close')]);
  }

  const told = said.filter((line) => line !== 'open' && line !== 'spent');
  const spent = lines('clean-room/budgets.jsonl').map((line) => JSON.parse(line).queryId as string);
  const allowed = entries().flatMap(({ kind, verdict, queryId }) => (kind === 'submission' && verdict === 'allowed' ? [queryId as string] : []));
  const stored = readdirSync(join(folder, 'results', 'run'));
  expect(spent).toHaveLength(budget);
  expect(new Set(spent).size).toBe(budget);
  expect(spent).toEqual(expect.arrayContaining(allowed)); // none ran without its reservation
  expect(allowed).toEqual(expect.arrayContaining(told)); // and none that was told of is missing
  expect(allowed).toEqual(expect.arrayContaining(stored));
  const ends = entries().flatMap(({ kind, queryId }) => (kind === 'termination' ? [queryId as string] : []));
  expect(ends.toSorted()).toEqual(allowed.toSorted()); // each has one end, and only one
}, 180_000);
