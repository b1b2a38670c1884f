import type { Contract } from '@parley/contract';
import type { Plan } from '@parley/owner-plan';
import { makeContractPeople, makeSyntheticPeople, type OwnerPeopleOptions } from '@parley/synthetic-people';
import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Terminal } from '../terminal';
import { peopleFolder } from './run-folder';

export interface MadeUpPeople {
  contract: Contract;
  plan: Plan;
  /** The contract in stacks/, whose people are made to its measure. */
  isDefaultContract: boolean;
  rows: number;
  seed: number;
  out: string;
}

/** The partners that the default contract's people are made for; with one added, they are made from its columns alone. */
const MEASURED = ['partner-sample', 'partner-other'];

/** Makes up the people of both sides, once a run. Gives the data folder. */
export async function makePeople({ contract, plan, isDefaultContract, rows, seed, out }: MadeUpPeople, terminal: Terminal): Promise<string> {
  const directory = peopleFolder(out);
  const made = join(directory, 'made');
  if (existsSync(made)) return directory;
  const partners = contract.partners.length === 1 ? 'a partner knows' : `${contract.partners.length} partners know`;
  terminal.note(`Making up ${rows.toLocaleString('en')} customers and what ${partners} of them (seed ${seed}).`);
  const madeToMeasure = isDefaultContract && contract.partners.every(({ id }) => MEASURED.includes(id));
  if (madeToMeasure) await makeSyntheticPeople({ rows, seed, directory });
  else await makeContractPeople({ contract, ...askedByPlan(plan), rows, seed, directory });
  await writeFile(made, '');
  return directory;
}

/** What the owner's plan asks of made-up files. */
export function askedByPlan({ model, contacts }: Plan): Pick<OwnerPeopleOptions, 'label' | 'events' | 'suppression' | 'consents'> {
  return {
    label: model.label,
    ...(model.features.events ? { events: model.features.events } : {}),
    ...(contacts.suppression === undefined ? {} : { suppression: contacts.suppression }),
    ...(contacts.consents === undefined ? {} : { consents: contacts.consents.file }),
  };
}
