import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundleFunction } from './bundle-function';
import { workspaceRoot } from './workspace';

const MB = 1024 ** 2;
/** Of one function's file, before zipping; Lambda would take 250 MB with the layer. */
const LARGEST_MB = 12;
/** Native code reaches a function by a layer alone. */
const DECLARED = ['@duckdb/node-api', '@duckdb/node-bindings'];

/** The SDK asks for it where a request is signed for several regions at once, which ours never are. */
const NEVER_ASKED = ['@aws-sdk/signature-v4-crt'];

/** What a stack would say, for any of them: that each is given its own is `tools/stacks/environment.real.test.ts`'s to tell. */
const ENVIRONMENT = {
  COUNTERPART: 'owner', HASH_KEY_ARN: 'arn:aws:secretsmanager:eu-west-1:111122223333:secret:a', UNSUBSCRIBE_KEY_ARN: 'arn:aws:secretsmanager:eu-west-1:111122223333:secret:b',
  STREAM_NAME: 'events', ALLOWED_ORIGINS: '', LEDGER_TABLE: 'ledger', CONSENT_TABLE: 'consent', INBOX_TABLE: 'inbox', FEEDBACK_PREFIX: 's3://bucket/feedback/',
  LAMBDA_TASK_ROOT: '/var/task', WORK_BUCKET: 'work', RESULTS_BUCKET: 'results', SOURCE_BUCKET: 'data', CONTACTS_BUCKET: 'contacts', CONTACTS_TABLE: 'customers', EVENTS_BUCKET: 'events', FORGOTTEN_LIST: 's3://forgotten/forgotten.json',
  DEFERRED_TABLE: 'deferred', MACHINE_ARN: 'arn:aws:states:eu-west-1:111122223333:stateMachine:m',
};

const APPS = readdirSync(join(workspaceRoot(), 'apps')).filter((app) => existsSync(join(workspaceRoot(), 'apps', app, 'src/handler.ts')));

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'parley-bundles-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** Packages that the code asks for at run time, less Node's own. */
const required = (code: string): string[] => [...new Set([...code.matchAll(/\brequire\("([^"./][^"]*)"\)/g)].map(([, name = '']) => name.replace(/^node:/, '')))];

it.each(APPS)('%s is one file that loads, with no native module but what its layer brings', async (app) => {
  const zip = await bundleFunction({ app, files: { 'party.json': '{}' } });
  execFileSync('python3', ['-m', 'zipfile', '-e', zip, join(folder, app)]);
  expect(readdirSync(join(folder, app))).toEqual(['handler.js', 'party.json']);
  const file = join(folder, app, 'handler.js');
  const code = readFileSync(file, 'utf8');
  expect(code).not.toMatch(/\.node["']\)/);
  const builtin = new Set(process.getBuiltinModule('node:module').builtinModules);
  expect(required(code).filter((name) => !builtin.has(name) && ![...DECLARED, ...NEVER_ASKED].includes(name))).toEqual([]);
  const script = `const start = performance.now(); const { handler } = require(${JSON.stringify(file)}); console.log(JSON.stringify([typeof handler, performance.now() - start]))`;
  const env = { ...process.env, ...ENVIRONMENT, NODE_PATH: join(workspaceRoot(), 'node_modules'), AWS_REGION: 'eu-west-1', AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true' };
  const [kind, milliseconds] = JSON.parse(execFileSync(process.execPath, ['-e', script], { encoding: 'utf8', env, cwd: folder })) as [string, number];
  process.stdout.write(`${app}: ${(code.length / MB).toFixed(1)} MB, cold import ${milliseconds.toFixed(0)} ms\n`);
  expect(kind).toBe('function');
  expect(code.length / MB).toBeLessThan(LARGEST_MB);
}, 60_000);
