export type { IdentifierCounts } from './identifiers';
export * from './intake-table';
export * from './pinpoint-events';
export * from './upload/normalize-upload';
