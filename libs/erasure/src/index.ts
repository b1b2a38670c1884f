export type { ErasedFrom } from './erase-person';
export type { FoundPerson, Wanted } from './find-people';
export { type ErasurePlaces, forgetPeople, type Forgotten, type Note, type Runs } from './forget-people';
export { hashesBeside, type KeyedTable } from './hashes-beside';
export { movedStore } from './moved-store';
export type { PersonRecords } from './person-records';
export type { KeptProgress, Reached } from './progress';
