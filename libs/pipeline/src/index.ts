export * from './buckets';
export { DuckDbEngine } from './duck-db-engine';
export { featuresSql, type FeaturesQuery, type PartnerMatches, SOURCE_ROW } from './features-sql';
export type { AuditTrail, Ports, Run, Secrets } from './ports';
export { type PipelineOptions, runPipeline } from './run-pipeline';
export type { SqlEngine, SqlQuery, SqlRelation } from './sql-engine';
export type { StepWatcher } from './step-runner';
