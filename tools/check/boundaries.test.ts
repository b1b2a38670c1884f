import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

const home = resolve(__dirname, '../..');

/** A small workspace that keeps every boundary. */
const clean: Record<string, string> = {
  'libs/errors/src/index.ts': 'export const error = 1;',
  'libs/contract/src/index.ts': "import { error } from '@parley/errors';\nexport const contract = error;",
  'libs/contract/src/inside.ts': 'export const inside = 1;',
  'libs/owner-plan/src/index.ts': "import { contract } from '@parley/contract';\nexport const plan = contract;",
  'libs/intake/src/index.ts': "import { contract } from '@parley/contract';\nexport const intake = contract;",
  'libs/segmentation/src/index.ts': "import { plan } from '@parley/owner-plan';\nexport const segments = plan;",
  'libs/pipeline/src/index.ts': "import { segments } from '@parley/segmentation';\nexport const pipeline = segments;",
  'libs/constructs/src/index.ts': "import { contract } from '@parley/contract';\nexport const bucket = contract;",
  'libs/testing/src/index.ts': 'export const needs = 1;',
  'stacks/owner/src/main.ts': "import { plan } from '@parley/owner-plan';\nexport const owner = plan;",
  'stacks/partner-a/src/main.ts': "import { bucket } from '@parley/constructs';\nexport const partner = bucket;",
  'apps/cli/src/main.ts': "import { pipeline } from '@parley/pipeline';\nexport const cli = pipeline;",
};

/** One wrong import a file: the rule that must catch it, the file, its text. */
const planted: [rule: string, file: string, text: string][] = [
  ['layer-errors', 'libs/errors/src/up.ts', "export { contract } from '@parley/contract';"],
  ['layer-segmentation', 'libs/segmentation/src/up.ts', "export { pipeline } from '@parley/pipeline';"],
  ['layer-intake', 'libs/intake/src/sideways.ts', "export { segments } from '@parley/segmentation';"],
  ['layer-contract', 'libs/contract/src/to-the-owner.ts', "export { plan } from '@parley/owner-plan';"],
  ['nothing-of-the-owner-at-a-partner', 'stacks/partner-a/src/plan.ts', "export { plan } from '@parley/owner-plan';"],
  ['nothing-of-the-owner-at-a-partner', 'stacks/partner-b/src/main.ts', "export { plan } from '../../../libs/contract/src/to-the-owner';"],
  ['nothing-of-the-owner-at-a-partner', 'stacks/partner-a/src/owner.ts', "export { owner } from '../../owner/src/main';"],
  ['tops-never-meet', 'stacks/owner/src/partner.ts', "export { partner } from '../../partner-a/src/main';"],
  ['tops-never-meet', 'apps/cli/src/stack.ts', "export { owner } from '../../../stacks/owner/src/main';"],
  ['front-door-only', 'libs/pipeline/src/inside.ts', "export { inside } from '../../contract/src/inside';"],
  ['test-helpers-in-tests-only', 'apps/cli/src/needs.ts', "export { needs } from '@parley/testing';"],
  ['no-service-below-the-adapters', 'libs/intake/src/http.ts', "export { get } from 'node:http';"],
  ['listed-libs-only', 'libs/stray/src/index.ts', "export { error } from '@parley/errors';"],
  ['no-cycles', 'libs/errors/src/one.ts', "export * from './two';\nimport './one-more';"],
  ['resolvable', 'apps/cli/src/gone.ts', "export { gone } from './nowhere';"],
];

/** What the planted files need beside them. */
const accomplices = { 'libs/errors/src/two.ts': "export * from './one';", 'libs/errors/src/one-more.ts': 'export const more = 1;' };

describe('the boundary check', () => {
  it('passes a workspace that keeps the boundaries', () => {
    expect(brokenRules({})).toEqual([]);
  });

  it('catches each planted import', () => {
    const found = brokenRules({ ...accomplices, ...Object.fromEntries(planted.map(([, file, text]) => [file, text])) });
    expect(planted.map(([rule, file]) => `${rule}: ${file}`).filter((wanted) => !found.includes(wanted))).toEqual([]);
  });
});

function brokenRules(edits: Record<string, string>): string[] {
  const folder = mkdtempSync(join(tmpdir(), 'parley-boundaries-'));
  try {
    for (const [path, text] of Object.entries({ ...clean, ...edits })) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), `${text}\n`);
    }
    for (const name of ['tsconfig.json', 'tsconfig.base.json']) copyFileSync(join(home, name), join(folder, name));
    const depcruise = join(home, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
    const args = [depcruise, '--config', join(home, '.dependency-cruiser.cjs'), '--output-type', 'json', 'apps', 'libs', 'stacks'];
    const { stdout, stderr } = spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8' });
    if (!stdout) throw new Error(stderr);
    return JSON.parse(stdout).summary.violations.map((violation: { from: string; rule: { name: string } }) => `${violation.rule.name}: ${violation.from}`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
