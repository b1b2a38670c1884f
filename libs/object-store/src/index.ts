export { objectMissing, unknownBucket } from './errors';
export * from './folder-object-store';
export * from './object-store';
export * from './object-uri';
export * from './object-versions';
