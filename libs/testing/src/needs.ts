import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** What a machine may lack, and how to get it (DESIGN section 12). */
const NEEDS = {
  data: { present: () => existsSync(sharedPath('data')), get: 'put the shared folder beside the checkout (../shared/data)' },
  terraform: { present: () => runs('terraform', 'version'), get: 'install Terraform 1.11 or OpenTofu and put it on PATH' },
  'aws-provider': {
    present: () => existsSync(process.env.PARLEY_TF_MIRROR ?? ''),
    get: 'set PARLEY_TF_MIRROR to an unpacked provider mirror that holds hashicorp/aws 5.100.0',
  },
  moto: { present: () => runs('moto_server', '--help'), get: "pip install 'moto[server]==5.2.1'" },
  aws: { present: () => runs('aws', '--version'), get: 'install the AWS command line' },
  chromium: { present: () => runs('chromium', '--version'), get: 'apt-get install chromium' },
  phonenumbers: { present: () => runs('/usr/bin/python3', '-c', 'import phonenumbers'), get: 'apt-get install python3-phonenumbers' },
  lightgbm: { present: () => runs('python3', '-c', 'import lightgbm'), get: 'pip install lightgbm numpy' },
  git: { present: () => runs('git', '--version'), get: 'install git' },
  stacks: {
    present: () => existsSync(resolve(__dirname, '../../../node_modules/cdktf/package.json')),
    get: 'npm ci (the whole workspace, with the stacks)',
  },
} as const;

export type Need = keyof typeof NEEDS;

/**
 * `describe` for tests that need something a machine may lack: skipped visibly with how to get it, and failing
 * where `PARLEY_REQUIRE` (a comma-separated list) names it.
 */
export function describeWith(needs: Need | readonly Need[], title: string, body: () => void): void {
  const list = typeof needs === 'string' ? [needs] : needs;
  const missing = list.filter((need) => !NEEDS[need].present());
  if (missing.length === 0) return describe(title, body);
  const required = (process.env.PARLEY_REQUIRE ?? '').split(',').map((name) => name.trim());
  const how = missing.map((need) => `${need}: ${NEEDS[need].get}`).join('; ');
  if (missing.some((need) => required.includes(need))) {
    return describe(title, () => {
      it('has what PARLEY_REQUIRE names', () => {
        throw new Error(`missing ${how}`);
      });
    });
  }
  // Not the body: it may read, while tests are collected, the very thing that is missing.
  describe.skip(`${title} [skipped, lacks ${how}]`, () => {
    it('is tried where it is there', () => undefined);
  });
}

/** A path in the shared folder beside the checkout. */
export function sharedPath(...parts: string[]): string {
  return join(resolve(__dirname, '../../../../shared'), ...parts);
}

function runs(command: string, ...args: string[]): boolean {
  return spawnSync(command, args, { stdio: 'ignore' }).status === 0;
}
