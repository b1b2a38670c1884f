export * from './collect-request';
export { type CollectPorts } from './collect';
export { type EventOutcome, type PinpointEvent } from './event';
export * from './event-columns';
export { type SendRecords, type Wait } from './put-records';
export * from './read-events';
export * from './transform-batch';
export { type StreamRecord, type TransformedRecord } from './transform';
