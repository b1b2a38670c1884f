export * from './clean-room-client';
