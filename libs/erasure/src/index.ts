export { type ErasedFrom, erasePerson } from './erase-person';
export { ForgottenList, type Known } from './forgotten-list';
export { KEY_NAMES, type Person } from './person';
