import { writeIntake } from './intake-facts';
import type { Ports } from './ports';
import { StepRunner } from './step-runner';
import { normalise } from './steps/normalise';
import { configuredTables } from './steps/tables';

/** Every configured table of every pair; the owner's contacts once. On AWS each party's own function does this, in its own account. */
export async function normaliseAll(ports: Ports): Promise<void> {
  const { owner, partners } = ports.contract;
  const steps = new StepRunner(ports.store, ports.watcher);
  for (const one of configuredTables(ports.contract)) {
    const { party, table, counterpart } = one;
    const contacts = party === owner.id && counterpart === partners[0]?.id && table === ports.plan.contacts.table;
    const facts = await steps.run(`normalise-${party}-${table}-for-${counterpart}`, () => normalise({ ...one, contacts }, ports));
    await writeIntake(one, facts, ports);
  }
}
