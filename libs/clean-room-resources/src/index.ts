export * from './access-budget';
export * from './analysis-template';
export * from './collaboration';
export * from './configured-table';
export * from './desired-state';
export * from './names';
export * from './resource';
export * from './table-association';
