export { type EventOutcome, type PinpointEvent } from './event';
export * from './event-columns';
export * from './read-events';
