import { join } from 'node:path';

/**
 * Stryker's settings. Only the quick example tests judge a mutant: property tests and `*.real.test.ts` would run for
 * nearly every mutant and take seconds each, so the score is a lower bound.
 */
export function settingsFor({ lib, files, concurrency }, copy) {
  const source = `libs/${lib}/src`;
  return {
    packageManager: 'npm',
    testRunner: 'jest',
    coverageAnalysis: 'perTest',
    concurrency: Number(concurrency),
    inPlace: true,
    mutate: [...files.map((glob) => `${source}/${glob}`), `!${source}/**/*.test.ts`, `!${source}/cases/**`],
    jest: {
      projectType: 'custom',
      enableFindRelatedTests: false,
      config: {
        roots: [`<rootDir>/${source}`],
        testMatch: ['**/*.test.ts'],
        testPathIgnorePatterns: ['/node_modules/', '\\.real\\.test\\.ts$', '\\.property\\.test\\.ts$'],
        transform: { '^.+\\.ts$': '<rootDir>/tools/jest/esbuild-transform.cjs' },
        moduleNameMapper: { '^@parley/([^/]+)$': '<rootDir>/libs/$1/src/index.ts' },
        testEnvironment: join(copy, 'tools/mutation/first-failure-environment.cjs'),
        testTimeout: 60_000,
      },
    },
    // A loaded machine must not turn a slow mutant into a killed one.
    timeoutMS: 30_000,
    timeoutFactor: 4,
    reporters: ['json', 'progress-append-only'],
    jsonReporter: { fileName: 'mutation.json' },
    allowConsoleColors: false,
    tempDirName: '.stryker',
  };
}
