export { bundleFunction, type FunctionSource } from './bundle-function';
export { duckDbLayer } from './duck-db-layer';
