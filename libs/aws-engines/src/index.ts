export { AthenaEngine, type AthenaEngineOptions } from './athena-engine';
export type { AthenaPlace } from './athena-statements';
export { type ObjectTail, type ObjectTails, S3Tails } from './object-tails';
