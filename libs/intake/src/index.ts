export * from './intake-table';
export * from './upload/normalize-upload';
