// `npm run check`: types, lint, boundaries, generated files, unit tests. All run, then all failures are named.
// `npm run check -- --except-tests` is for who runs `npm test` next, which has them too.
import { runSteps } from './run-steps.mjs';

const bin = (name) => `node_modules/.bin/${name}`;

const steps = [
  ['types', process.execPath, ['node_modules/typescript-native/bin/tsc', '-p', 'tsconfig.json']],
  ['lint', bin('oxlint'), ['--deny-warnings', 'apps', 'libs', 'stacks', 'tools', 'examples']],
  ['boundaries', bin('depcruise'), ['--config', '.dependency-cruiser.cjs', 'apps', 'libs', 'stacks', 'tools', 'examples']],
  ['generated files', process.execPath, ['tools/check/generate.mjs', '--check']],
  ['unit tests', bin('jest'), ['--testPathIgnorePatterns', '/node_modules/', '/cdktf.out/', '/fixtures/', '\\.(real|long|terraform)\\.test\\.ts$']],
];

await runSteps(process.argv.includes('--except-tests') ? steps.slice(0, -1) : steps);
