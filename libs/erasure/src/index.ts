export { type ErasedFrom, erasePerson } from './erase-person';
export { KEY_NAMES, type Person } from './person';
