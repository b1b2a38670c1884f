// `npm test`: every test this machine can run; what it lacks is skipped visibly (PARLEY_REQUIRE makes it fail).
import { runSteps } from './run-steps.mjs';

await runSteps([['tests', 'node_modules/.bin/jest', process.argv.slice(2)]]);
