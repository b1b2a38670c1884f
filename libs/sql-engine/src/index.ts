export { DuckDbEngine } from './duck-db-engine';
export type { SqlEngine, SqlQuery, SqlRelation } from './sql-engine';
