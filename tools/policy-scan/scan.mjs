// Scans Terraform plans against the policy rules: node tools/policy-scan/scan.mjs PLAN.json… [--json]
// A plan is what `terraform show -json plan.bin` writes. Exit code: 0 no findings, 3 findings, 2 not a plan.
import { spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundleFile } from '../run/run-ts.mjs';

const main = join(dirname(fileURLToPath(import.meta.url)), 'main.ts');
const { status } = spawnSync(process.execPath, ['--enable-source-maps', await bundleFile(main), ...process.argv.slice(2)], { stdio: 'inherit' });
process.exitCode = status ?? 1;
