export * from './buckets';
export { featuresSql, type FeaturesQuery, type PartnerMatches } from './features-sql';
export type { AuditTrail, Ports, Run, Secrets } from './ports';
export { type PipelineOptions, runPipeline } from './run-pipeline';
export { duckDbEngine, type SqlEngine } from './sql-engine';
export type { StepWatcher } from './step-runner';
