import type { AnalysisRule, Contract, Party } from '@parley/contract';
import type { RoomTable } from '@parley/analysis-rules';
import { roomTables } from '@parley/clean-room';

/** Another party's table that a runner attacks. */
export interface Target {
  /** Such as `owner asks partner-sample.people`. */
  where: string;
  runner: string;
  tables: readonly RoomTable[];
  other: RoomTable;
  rule: AnalysisRule['analysisRuleType'];
  /** The runner's own table that it joins, under a rule of the same type. A CUSTOM rule asks for none. */
  own?: RoomTable;
}

/** A table of another party that nobody can attack here, and why. */
export interface NoTarget {
  where: string;
  why: string;
}

/** Whom each party of a contract could ask about what, in each of its collaborations. */
export function contractTargets(contract: Contract): (Target | NoTarget)[] {
  return contract.partners.flatMap((partner) => {
    const tables = roomTables(contract, partner.id);
    const pair = [contract.owner, partner];
    return pair.flatMap((runner) => pair.filter((party) => party !== runner).flatMap((provider) => targetsOf(runner, provider, tables)));
  });
}

function targetsOf(runner: Party, provider: Party, tables: readonly RoomTable[]): (Target | NoTarget)[] {
  return tables
    .filter(({ owner }) => owner === provider.account)
    .map((other) => {
      const where = `${runner.id} asks ${provider.id}.${other.name}`;
      const rule = other.analysisRule?.analysisRuleType;
      if (!rule) return { where, why: 'it has no analysis rule, so nobody can query it' };
      const target = { where, runner: runner.account, tables, other, rule };
      if (rule === 'CUSTOM') return target;
      const own = tables.find((table) => table.owner === runner.account && table.analysisRule?.analysisRuleType === rule && sharedKey(table, other));
      if (!own) return { where, why: `${runner.id} has no ${rule} table that joins with it` };
      return { ...target, own };
    });
}

/** The columns to join on: of one name where there are any, else the first of each. */
export function sharedKey(own: RoomTable, other: RoomTable): { ownKey: string; key: string } | undefined {
  const [ownKeys, keys] = [joinColumns(own.analysisRule), joinColumns(other.analysisRule)];
  const shared = keys.find((key) => ownKeys.includes(key));
  const [ownKey, key] = [shared ?? ownKeys[0], shared ?? keys[0]];
  return ownKey !== undefined && key !== undefined ? { ownKey, key } : undefined;
}

function joinColumns(rule: AnalysisRule | undefined): readonly string[] {
  switch (rule?.analysisRuleType) {
    case 'AGGREGATION':
      return rule.analysisRulePolicy.v1.aggregation.joinColumns;
    case 'LIST':
      return rule.analysisRulePolicy.v1.list.joinColumns;
    default:
      return [];
  }
}
