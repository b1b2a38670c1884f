export * from './atomic-file';
export { fileError } from './errors';
export * from './file-system';
export * from './folder-object-store';
export * from './object-store';
export * from './object-uri';
