import type { IntakeResult } from '@parley/intake';
import { intakeUri } from './buckets';
import type { Ports } from './ports';
import { configuredTables, type ConfiguredTable } from './steps/tables';

/** What is known of a table since its last intake. Counts of identifiers are the party's own to know. */
export interface IntakeFacts extends Pick<IntakeResult, 'rows' | 'quarantined'> {
  /** How many can be read. Absent where there is no such column, or nobody said. */
  emails?: { normalized: number };
  phones?: { normalized: number };
}

export type KnownIntake = ConfiguredTable & { result: IntakeFacts };

/** Every configured table of every pair with what is known of it; `undefined` where nothing is yet. */
export async function readIntake(ports: Ports): Promise<(ConfiguredTable & { result?: IntakeFacts })[]> {
  return Promise.all(
    configuredTables(ports.contract).map(async (one) => {
      const uri = intakeUri(one.party, one.table, one.counterpart);
      if (!(await ports.store.exists(uri))) return one;
      return { ...one, result: JSON.parse((await ports.store.get(uri)).toString('utf8')) as IntakeFacts };
    }),
  );
}

export async function writeIntake({ party, table, counterpart }: ConfiguredTable, facts: IntakeFacts, ports: Pick<Ports, 'store'>): Promise<void> {
  const { rows, quarantined, emails, phones } = facts;
  await ports.store.put(intakeUri(party, table, counterpart), JSON.stringify({ rows, quarantined, ...(emails ? { emails } : {}), ...(phones ? { phones } : {}) }));
}
