import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

test('only compare.ts knows the engine: the oracle is written from the documents alone', () => {
  const files = readdirSync(__dirname, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'));
  const knowing = files.filter((file) => readFileSync(join(__dirname, file), 'utf8').includes('analysis-rules'));
  expect(knowing).toEqual(['compare.ts']);
});
