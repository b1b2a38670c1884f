import type { DuckDBConnection } from '@duckdb/node-api';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { lockDown, openQueryEngine } from './engine';
import hostile from './hostile-sql.cases.json';
import { DEFAULT_LIMITS } from './job';
import { withTotalOrder } from './total-order';

let folder: string;
let engine: DuckDBConnection;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'parley-engine-'));
  writeFileSync(join(folder, 'bait.csv'), 'id\n1\n');
  engine = await openQueryEngine(DEFAULT_LIMITS);
  await engine.run('CREATE TABLE people AS SELECT 1 AS id');
  await lockDown(engine);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe.each(hostile)('$sql', ({ sql, lock }) => {
  const text = () => sql.replaceAll('FOLDER', folder);

  it('is refused', async () => {
    const running = withTotalOrder(engine, text(), 1).then((ordered) => engine.run(ordered));
    await expect(running).rejects.toMatchObject({
      message: expect.stringMatching(/^(?:Permission Error|Catalog Error|IO Error: .*disabled|QUERY_FAILED$)/),
    });
    expect(readdirSync(folder)).toEqual(['bait.csv']);
  });

  if (lock) {
    it('is refused by the lock too, had it got past the parser', async () => {
      await expect(engine.run(text())).rejects.toMatchObject({
        message: expect.stringMatching(/^(?:Permission Error|Catalog Error|IO Error|Invalid Input Error: Cannot change configuration)/),
      });
      expect(readdirSync(folder)).toEqual(['bait.csv']);
    });
  }
});
