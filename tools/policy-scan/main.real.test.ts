import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { edited, sound } from './testing/edited';
import { planned } from './testing/planned';

const plan = planned(edited(sound, { 'aws_kms_key.data': { deletion_window_in_days: 7 } }));

it.each([
  ['a plan with a finding', [JSON.stringify(plan)], 3, /^aws_kms_key\.data: KMS_WAITS: .*\n {4}repair: set deletion_window_in_days = 30\npolicy scan: 1 finding\n$/],
  ['two plans, for a tool', [JSON.stringify(plan), JSON.stringify(planned(sound)), '--json'], 3, /^\[\n {2}\{\n {4}"rule": "KMS_WAITS",[^]*\]\n$/],
  ['a file that is no plan', ['{}'], 2, /plan-0\.json: not a Terraform plan/],
  ['a file that is not JSON', ['resource {'], 2, /plan-0\.json: can't be read: it is not JSON/],
  ['an option that is none', ['--jsn'], 2, /--jsn/],
  ['no file', [], 2, /no plan is named/],
])('the command tells of %s', (_, given, status, says) => {
  const folder = mkdtempSync(join(tmpdir(), 'parley-scan-'));
  const args = given.map((text, index) => {
    if (text.startsWith('--')) return text;
    const file = join(folder, `plan-${index}.json`);
    writeFileSync(file, text);
    return file;
  });
  const ran = spawnSync(process.execPath, [join(__dirname, 'scan.mjs'), ...args], { encoding: 'utf8' });
  rmSync(folder, { recursive: true });
  expect({ status: ran.status, says: ran.stdout + ran.stderr }).toEqual({ status, says: expect.stringMatching(says) });
});
