import { dirname, join } from 'node:path';

/** The workspace that holds the installed packages, also when this code runs from a bundle. */
export const workspaceRoot = (): string => join(dirname(require.resolve('@duckdb/node-api/package.json')), '../../..');

/** Where made zips are kept. */
export const cacheFolder = (): string => join(workspaceRoot(), 'node_modules/.cache/parley/lambda');
