import { runParley } from '../testing/run-parley';

it('tells what is there and what lacks, in words and as one JSON document', async () => {
  const { code, stdout } = await runParley(['doctor', '--json']);
  const { good, machine, tools, account } = JSON.parse(stdout);
  expect({ code, good, account }).toEqual({ code: 0, good: true, account: undefined });
  expect(machine.map(({ name }: { name: string }) => name)).toContain('duckdb');
  for (const { found, get, purpose } of tools) expect([typeof get, typeof purpose, found === null || found.length > 0]).toEqual(['string', 'string', true]);

  const words = await runParley(['doctor']);
  expect(words.stdout).toMatch(/has {3}node {10}Node \d+/);
  expect(words.stdout).toContain('not asked (--account');
});

it('says when AWS does not know the credentials, and exits 2', async () => {
  const nowhere = { AWS_ACCESS_KEY_ID: 'none', AWS_SECRET_ACCESS_KEY: 'none', AWS_ENDPOINT_URL: 'http://127.0.0.1:9', AWS_MAX_ATTEMPTS: '1', AWS_REGION: 'us-east-1' };
  const { code, stdout } = await runParley(['doctor', '--account', '--json'], { env: nowhere });
  expect(code).toBe(2);
  expect(JSON.parse(stdout).account).toMatchObject({ account: null, parties: [] });
}, 60_000);
