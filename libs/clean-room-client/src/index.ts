export * from './clean-room-client';
export * from './query-result';
export * from './start-query';
