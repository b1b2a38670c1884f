import { describeWith } from '@parley/testing';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { type FunctionSettings, functionsOf } from './function-environments';
import { REGION, rolesOf } from './stack-policies';
import { PARTIES, synth } from './synthesised';

const home = resolve(__dirname, '../..');
/** Every step reads these, whichever of the buckets it works in. */
const OF_EVERY_STEP = ['MEMBERSHIPS', 'RESULTS_BUCKET', 'SOURCE_BUCKET', 'WORK_BUCKET'];
/** Where something lies or goes, which the function's role must be let to. */
const PLACE = /_(ARN|BUCKET|BUS|LIST|PREFIX|TABLE|WORKGROUP)$|^(CONFIGURATION_SET|PUSH_APPLICATION_ID|STREAM_NAME)$/;

interface Started {
  looked: string[];
  loaded: boolean;
  said: string;
}

/** Each function's own code, started with what its stack says to it. */
describeWith('stacks', 'the environment of each function', () => {
  let out: string;
  let functions: FunctionSettings[];
  const policies = new Map<string, string>();
  beforeAll(() => {
    out = mkdtempSync(join(tmpdir(), 'parley-environment-'));
    for (const party of PARTIES) synth(party, join(out, party));
    functions = PARTIES.flatMap((party) => functionsOf(party, out));
    for (const { party, arn, identity } of PARTIES.flatMap((one) => rolesOf(one, out))) policies.set(`${party} ${arn.split('/').at(-1)}`, JSON.stringify(identity));
  }, 300_000);
  afterAll(() => rmSync(out, { recursive: true, force: true }));

  function start({ name, code, layers }: FunctionSettings, environment: Readonly<Record<string, string>>): Started {
    const folder = join(out, 'code', name);
    execFileSync('python3', ['-m', 'zipfile', '-e', code, folder]);
    const nothingLeaves = { AWS_ACCESS_KEY_ID: 'none', AWS_SECRET_ACCESS_KEY: 'none', AWS_ENDPOINT_URL: 'http://127.0.0.1:9', AWS_REGION: REGION };
    const env = { PATH: process.env.PATH, HOME: folder, ...nothingLeaves, ...(layers > 0 ? { NODE_PATH: join(home, 'node_modules') } : {}) };
    const printed = execFileSync(process.execPath, [join(__dirname, 'testing/start-function.mjs'), folder, JSON.stringify(environment)], { cwd: folder, env, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
    return JSON.parse(printed.trimEnd().split('\n').at(-1) ?? '') as Started;
  }

  it('is what its code asks for, and nothing that it never looks at', () => {
    expect(functions.length).toBeGreaterThan(15);
    const wrong = functions.flatMap((one) => {
      const { looked, loaded, said } = start(one, one.environment);
      const unread = Object.keys(one.environment).filter((name) => !looked.includes(name));
      return loaded && !said.includes('ENVIRONMENT_INVALID') && unread.length === 0 ? [] : [{ name: one.name, loaded, said, unread }];
    });
    expect(wrong).toEqual([]);
  }, 300_000);

  it.each([
    ['parley-owner-activate-segments', 'LEDGER_TABLE'],
    ['parley-owner-build-segments', 'CONSENT_TABLE'],
    ['parley-owner-collect-events', 'STREAM_NAME'],
    ['parley-owner-feedback', 'FEEDBACK_PREFIX'],
    ['parley-owner-forget', 'FORGOTTEN_LIST'],
    ['parley-owner-inbox', 'INBOX_TABLE'],
    ['parley-owner-score', 'MEMBERSHIPS'],
    ['parley-partner-sample-normalize', 'COUNTERPART'],
  ])('of %s without %s is found wanting, by name', (name, left) => {
    const one = functions.find((found) => found.name === name);
    if (!one) throw new Error(`no function ${name}`);
    const { [left]: _, ...given } = one.environment;
    const { loaded, said } = start(one, given);
    expect([!loaded || said.includes('ENVIRONMENT_INVALID'), said]).toEqual([true, expect.stringContaining(left)]);
  }, 60_000);

  it('names no place that its role may not go to', () => {
    const unreachable = functions.flatMap(({ party, name, environment }) =>
      Object.entries(environment).flatMap(([key, value]) => {
        const place = value.replace(/^s3:\/\//, '').replace(/\/$/, '');
        return PLACE.test(key) && !OF_EVERY_STEP.includes(key) && !policies.get(`${party} ${name}`)?.includes(place) ? [`${name}: ${key}=${value}`] : [];
      }),
    );
    expect(unreachable).toEqual([]);
  });

  it('tells the list of forgotten people to those alone that write and read it', () => {
    const told = functions.filter(({ environment }) => 'FORGOTTEN_LIST' in environment).map(({ name }) => name);
    expect(told.toSorted()).toEqual(['parley-owner-forget', 'parley-owner-normalize-for-partner-other', 'parley-owner-normalize-for-partner-sample']);
  });

  it('tells where addresses are to those alone that write and read them', () => {
    const told = functions.filter(({ environment }) => 'CONTACTS_BUCKET' in environment).map(({ name }) => name);
    expect(told.toSorted()).toEqual(['parley-owner-activate-segments', 'parley-owner-build-segments', 'parley-owner-forget', 'parley-owner-normalize-for-partner-other', 'parley-owner-normalize-for-partner-sample']);
  });
});
