import { normalizedColumns } from '@parley/contract';
import { inputError, type Problem } from '@parley/errors';
import { readParquet } from '@parley/tabular';
import { announcedByAnother, notAnnounced } from '../errors';
import { type IntakeFacts, type KnownIntake, readIntake, writeIntake } from '../intake-facts';
import type { MachineInput } from '../machine/payloads';
import type { Ports } from '../ports';
import { type ConfiguredTable, ownTable, partyOf, tableFile, tableOf } from './tables';

/** Takes down what a partner's function announced. @throws refusal ANNOUNCED_BY_ANOTHER where the account is not that partner's. */
export async function takeAnnouncement({ account, party, table, rows, quarantined }: NonNullable<MachineInput['announced']>, ports: Ports): Promise<void> {
  const { contract } = ports;
  const partner = contract.partners.find(({ id }) => id === party);
  if (partner?.account !== account) throw announcedByAnother(party);
  tableOf(partner, table);
  await writeIntake({ party, table, counterpart: contract.owner.id }, { rows, quarantined }, ports);
}

/**
 * What must hold before anything enters a clean room: every partner has said its tables are ready, and every table has rows
 * and identifiers to be met by. A partner does not say how many identifiers it has.
 *
 * @throws inputError INPUTS_UNUSABLE or PARTNER_DATA_UNANNOUNCED with every table at fault.
 */
export async function checkInputs(ports: Ports): Promise<KnownIntake[]> {
  const known: KnownIntake[] = [];
  const problems: Problem[] = [];
  for (const { result, ...table } of await readIntake(ports)) {
    const facts = result ?? (await measured(table, ports));
    if (facts) known.push({ ...table, result: facts });
    else problems.push(...notAnnounced(table.party, table.table).problems);
  }
  if (problems.length > 0) throw inputError('PARTNER_DATA_UNANNOUNCED', problems);
  const unusable = known.flatMap((one) => problemOf(one, ports) ?? []);
  if (unusable.length > 0) throw inputError('INPUTS_UNUSABLE', unusable);
  return known;
}

function problemOf({ party, table, result: { rows, emails, phones } }: KnownIntake, ports: Ports): Problem | undefined {
  const { file } = tableOf(partyOf(party, ports), table).source;
  if (rows === 0) return { file, message: `The table ${table} of ${party} has no row that can be used.`, repair: 'See the quarantine file for the reasons.' };
  const counted = emails !== undefined || phones !== undefined;
  if (!counted || (emails?.normalized ?? 0) + (phones?.normalized ?? 0) > 0) return undefined;
  return {
    file,
    message: `No row of ${table} of ${party} has an e-mail address or phone number that can be read.`,
    repair: `Check which columns have the roles email and phone in ${party}/party.yaml, and the party's country.`,
  };
}

/** The owner's own tables can be looked at. */
async function measured({ party, counterpart, table }: ConfiguredTable, ports: Ports): Promise<IntakeFacts | undefined> {
  const { owner } = ports.contract;
  if (party !== owner.id) return undefined;
  const hashed = normalizedColumns(tableOf(owner, table)).map(({ name }) => name).filter((name) => name in IDENTIFIERS);
  const { rows, columns } = await readParquet(await tableFile(ownTable(ports.contract, counterpart, table), ports), ['source_row', ...hashed]);
  const counts = columns.slice(1).map(({ name, values }) => [IDENTIFIERS[name], { normalized: values.filter((value) => value !== null).length }]);
  return { rows, quarantined: 0, ...(Object.fromEntries(counts) as Pick<IntakeFacts, 'emails' | 'phones'>) };
}

const IDENTIFIERS: Readonly<Record<string, string>> = { hashed_email: 'emails', hashed_phone: 'phones' };
