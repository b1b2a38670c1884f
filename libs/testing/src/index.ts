export * from './needs';
export * from './sql-grammar';
