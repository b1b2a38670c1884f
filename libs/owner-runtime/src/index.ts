export { type Environment, environmentSchema, readEnvironment } from './environment';
