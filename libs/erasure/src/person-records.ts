import type { Person } from './person';

/** The port to records of people that are no objects, such as items of tables. */
export interface PersonRecords {
  /** Takes the person's records away, or puts the pseudonym in their place where one must stay. Gives how many, by where. */
  erase(person: Pick<Person, 'id' | 'pseudonym'>): Promise<Readonly<Record<string, number>>>;
}
