export * from './moto';
export * from './needs';
export * from './sql-grammar';
export * from './strict-service';
