import { type Contract, nearName, type Party } from '@parley/contract';
import { inputError } from '@parley/errors';

/** The party of this name. Throws PARTY_UNKNOWN (input), which names the option. */
export function namedParty(parties: readonly Party[], name: string, option: string): Party {
  const party = parties.find(({ id }) => id === name);
  if (party) return party;
  const names = parties.map(({ id }) => id);
  const near = nearName(name, names);
  throw inputError('PARTY_UNKNOWN', {
    message: `${option}: the contract has no party "${name}".`,
    repair: near ? `did you mean ${near}?` : `write one of: ${names.join(', ')}`,
  });
}

export function partiesOf({ owner, partners }: Contract): Party[] {
  return [owner, ...partners];
}
