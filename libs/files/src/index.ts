export * from './append-log';
export * from './atomic-file';
export { fileError } from './errors';
export * from './file-system';
export * from './process-lock';
export * from './read-lines';
export * from './sync-to-disk';
export { clearLeftovers, TEMPORARY_PREFIX } from './temporary-name';
