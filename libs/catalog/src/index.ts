export * from './catalog';
export * from './folder-catalog';
export * from './glue-types';
