import type { Problem } from '@parley/errors';
import { accountTwice, partyNameTwice, strangerAccount, tableTwice } from '../errors';
import type { PartyDraft, TableDraft } from '../party-draft';

/** What two parties must agree on: accounts of their own, table names, and whom their rules name. */
export function checkTogether(owner: PartyDraft | undefined, partners: readonly PartyDraft[]): Problem[] {
  if (!owner) return [...checkAccounts(partners), ...checkNames(partners)];
  const parties = [owner, ...partners];
  return [
    ...checkAccounts(parties),
    ...checkNames(parties),
    ...partners.flatMap((partner) => checkTableNames(owner, partner)),
    ...checkStrangers(owner, parties),
    ...partners.flatMap((partner) => checkStrangers(partner, [owner, partner])),
  ];
}

const checkAccounts = (parties: readonly PartyDraft[]): Problem[] => checkUnique(parties, 'account', accountTwice);
const checkNames = (parties: readonly PartyDraft[]): Problem[] => checkUnique(parties, 'name', partyNameTwice);

function checkUnique(parties: readonly PartyDraft[], field: 'account' | 'name', twice: typeof accountTwice): Problem[] {
  const seen = new Map<string, string>();
  return parties.flatMap((party) => {
    const value = party.head?.[field];
    if (!value) return [];
    const other = seen.get(value);
    if (other) return [twice(party.headAt(field), value, other)];
    seen.set(value, party.id);
    return [];
  });
}

function checkTableNames(owner: PartyDraft, partner: PartyDraft): Problem[] {
  const taken = new Set(owner.tables.map(({ name }) => name));
  return partner.tables.filter(({ name }) => taken.has(name)).map((table) => tableTwice(table.keyAt(), table.name, owner.id));
}

/** Receivers and providers are parties of the collaboration. Silent while any account of it is unreadable. */
function checkStrangers(party: PartyDraft, circle: readonly PartyDraft[]): Problem[] {
  const accounts = circle.flatMap(({ head }) => (head ? [head.account] : []));
  if (accounts.length < circle.length) return [];
  return party.tables.flatMap((table) =>
    namedAccounts(table)
      .filter(({ account }) => !accounts.includes(account))
      .map(({ account, field, path }) => strangerAccount(table.at(...path), field, account, accounts)),
  );
}

function namedAccounts({ spec }: TableDraft): { account: string; field: string; path: (string | number)[] }[] {
  const receivers = spec.collaborationAnalysisRule?.allowedResultReceivers ?? [];
  const rule = spec.analysisRule;
  const custom = rule?.analysisRuleType === 'CUSTOM' ? rule.analysisRulePolicy.v1.custom : undefined;
  const below = ['analysisRule', 'analysisRulePolicy', 'v1', 'custom', 'allowedAnalysisProviders'];
  return [
    ...receivers.map((account, at) => ({
      account,
      field: 'allowedResultReceivers',
      path: ['collaborationAnalysisRule', 'allowedResultReceivers', at],
    })),
    ...(custom?.allowedAnalysisProviders ?? []).map((account, at) => ({
      account,
      field: 'allowedAnalysisProviders',
      path: [...below, at],
    })),
  ];
}
