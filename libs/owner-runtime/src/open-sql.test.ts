import { S3 } from '@aws-sdk/client-s3';
import { AthenaEngine } from '@parley/aws-engines';
import { FolderCatalog } from '@parley/catalog';
import { FolderObjectStore } from '@parley/object-store';
import { DuckDbEngine } from '@parley/sql-engine';
import type { Environment } from './environment';
import { openSql } from './open-sql';

const places = { store: new FolderObjectStore({}), catalog: new FolderCatalog('/nowhere'), s3: new S3({ region: 'eu-west-1' }), locate: (uri: string) => uri, runId: 'r1' };
const open = (environment: Partial<Environment>) => openSql(environment as Environment, places);

it('opens the engine that the environment names, and no other in its place', () => {
  expect(open({ SQL_ENGINE: 'duckdb' })).toBeInstanceOf(DuckDbEngine);
  expect(open({ SQL_ENGINE: 'athena', ATHENA_WORKGROUP: 'w', ATHENA_DATABASE: 'd' })).toBeInstanceOf(AthenaEngine);
  expect(() => open({ SQL_ENGINE: 'athena', ATHENA_WORKGROUP: 'w' })).toThrow(expect.objectContaining({ code: 'ENVIRONMENT_INVALID' }));
});
