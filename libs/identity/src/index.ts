export * from './hash-identifier';
export * from './normalize-email';
export * from './normalize-phone';
