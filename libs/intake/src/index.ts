export type { IdentifierCounts } from './identifiers';
export * from './intake-table';
export * from './upload/normalize-upload';
