process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true'; // once a worker, between the results

/** One Jest for the whole workspace; `npx jest libs/identity` runs one library. */
module.exports = {
  rootDir: __dirname,
  roots: ['<rootDir>/apps', '<rootDir>/libs', '<rootDir>/stacks', '<rootDir>/tools', '<rootDir>/examples'],
  testMatch: ['**/*.test.ts'],
  // What takes minutes has a command of its own: npm run test:long, npm run test:terraform.
  testPathIgnorePatterns: ['/node_modules/', '/cdktf.out/', '/fixtures/', ...(process.env.PARLEY_APPLY ? [] : ['\\.terraform\\.test\\.ts$']), ...(process.env.PARLEY_LONG ? [] : ['\\.long\\.test\\.ts$'])],
  modulePathIgnorePatterns: ['/fixtures/', '/cdktf.out/'],
  transform: { '^.+\\.ts$': '<rootDir>/tools/jest/esbuild-transform.cjs' },
  moduleNameMapper: { '^@parley/([^/]+)$': '<rootDir>/libs/$1/src/index.ts' },
  testEnvironment: 'node',
  testTimeout: 60_000,
  maxWorkers: 2,
};
