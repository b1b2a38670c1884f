import type { Analysis, ColumnSpec, Contract, Party } from '@parley/contract';
import type { Place, Problem } from '@parley/errors';
import {
  featureTwice,
  isTheDate,
  knownTooLate,
  neverReleased,
  noMatchAnalysis,
  notSelected,
  roleIsNoFeature,
  unknownColumn,
  unknownPartner,
  unknownPartnerColumn,
} from '../errors';
import type { Plan } from '../schema/plan';
import type { At } from './at';

/** Features exist, are known at the moment of prediction, and (a partner's) can come out of the clean room. */
export function checkFeatures(plan: Plan, contract: Contract, at: At): Problem[] {
  const { own, partners } = plan.model.features;
  return [
    ...checkOwn(plan, contract.owner, at),
    ...repeats(own, (index) => at('model', 'features', 'own', index)),
    ...Object.entries(partners).flatMap(([partner, columns]) => checkPartner(contract, partner, columns, at)),
  ];
}

function checkOwn(plan: Plan, owner: Party, at: At): Problem[] {
  const table = owner.tables.find(({ name }) => name === plan.model.label.table);
  if (!table) return [];
  return plan.model.features.own.flatMap((name, index) => {
    const place = at('model', 'features', 'own', index);
    const column = table.columns.find((candidate) => candidate.name === name);
    if (!column) return [unknownColumn(place, table.name, name, table.columns.map((candidate) => candidate.name))];
    return checkUse(column, place);
  });
}

function checkPartner(contract: Contract, partner: string, columns: readonly string[], at: At): Problem[] {
  const place = (index: number) => at('model', 'features', 'partners', partner, index);
  const party = contract.partners.find(({ id }) => id === partner);
  if (!party) return [unknownPartner(place(0), partner, contract.partners.map(({ id }) => id))];
  const matches = contract.collaborations
    .filter((collaboration) => collaboration.partner === partner)
    .flatMap(({ analyses }) => analyses.filter(({ kind }) => kind === 'match'));
  return [
    ...(matches.length === 0 ? [noMatchAnalysis(place(0), partner)] : []),
    ...repeats(columns, place),
    ...columns.flatMap((name, index) => checkPartnerColumn(party, name, matches, place(index))),
  ];
}

function checkPartnerColumn(party: Party, name: string, matches: readonly Analysis[], place: Place): Problem[] {
  const declared = party.tables.flatMap(({ columns }) => columns);
  const sameName = declared.filter((column) => column.name === name);
  if (sameName.length === 0) return [unknownPartnerColumn(place, party.id, name, declared.map((column) => column.name))];
  const unfit = checkUse(sameName[0]!, place);
  if (unfit.length > 0) return unfit;
  if (!released(party).has(name)) return [neverReleased(place, party.id, name)];
  // A name that stands nowhere in the text can't be selected; `parley check` asks the rule engine what really comes out.
  const word = new RegExp(`\\b${name}\\b`, 'i');
  return matches.filter(({ sqlText }) => !word.test(sqlText)).map(({ sql }) => notSelected(place, name, sql));
}

/** What a party's LIST rules let out. */
function released(party: Party): Set<string> {
  return new Set(
    party.tables.flatMap(({ analysisRule }) =>
      analysisRule?.analysisRuleType === 'LIST' ? analysisRule.analysisRulePolicy.v1.list.listColumns : [],
    ),
  );
}

const NO_FEATURE = ['key', 'email', 'phone', 'label', 'consent', 'first-name', 'push-token', 'push-service'];

/** A column may be a feature if it is about the person, and known when the prediction is made. */
function checkUse(column: ColumnSpec, place: Place): Problem[] {
  if (column.role && NO_FEATURE.includes(column.role)) return [roleIsNoFeature(place, column.name, column.role)];
  if (column.knownAt === 'outcome') return [knownTooLate(place, column.name)];
  return column.proxyFor === 'date' || column.role === 'time' ? [isTheDate(place, column.name)] : [];
}

function repeats(names: readonly string[], place: (index: number) => Place): Problem[] {
  return names.flatMap((name, index) => (names.indexOf(name) < index ? [featureTwice(place(index), name)] : []));
}
