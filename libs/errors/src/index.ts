export * from './parley-error';
