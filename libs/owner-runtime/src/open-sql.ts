import { Athena } from '@aws-sdk/client-athena';
import type { S3 } from '@aws-sdk/client-s3';
import { AthenaEngine, S3Tails } from '@parley/aws-engines';
import type { Catalog } from '@parley/catalog';
import type { ObjectStore } from '@parley/object-store';
import { runUri } from '@parley/pipeline';
import { DuckDbEngine, type SqlEngine } from '@parley/sql-engine';
import type { Environment } from './environment';
import { environmentInvalid } from './errors';

interface SqlPlaces {
  store: ObjectStore;
  catalog: Catalog;
  s3: S3;
  /** Where an object of the store really is. */
  locate(uri: string): string;
  runId: string;
}

/** The engine that the environment names. @throws inputError ENVIRONMENT_INVALID where Athena's workgroup or database is not said. */
export function openSql(environment: Environment, { s3, ...places }: SqlPlaces): SqlEngine {
  if (environment.SQL_ENGINE === 'duckdb') return new DuckDbEngine(places);
  const { ATHENA_WORKGROUP: workGroup, ATHENA_DATABASE: database } = environment;
  if (workGroup === undefined || database === undefined) throw environmentInvalid(['SQL_ENGINE: athena needs ATHENA_WORKGROUP and ATHENA_DATABASE']);
  return new AthenaEngine({ athena: new Athena(), workGroup, database, tails: new S3Tails(s3), scratch: runUri('sql'), ...places });
}
