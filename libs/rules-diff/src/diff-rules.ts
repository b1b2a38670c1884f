import type { Party } from '@parley/contract';
import type { Fact } from './fact';
import { tableFacts } from './table-facts';

export interface RuleChange {
  /** Folder name of the party whose table it is. */
  party: string;
  table: string;
  /** In AWS's words. */
  field: string;
  /** What the change does to the people in the table: `loosens` lets others learn more about them. */
  effect: 'loosens' | 'tightens';
  /** In plain words: what whoever queries can now do, or no longer. */
  words: string;
}

/**
 * What changed rules let whom learn, loosening changes first. Compares facts, not texts: an order or a comment changed
 * is no change. A party that is new, or gone, counts with all its tables.
 */
export function diffRules(before: readonly Party[], after: readonly Party[]): RuleChange[] {
  const ids = [...new Set([...before, ...after].map(({ id }) => id))].sort();
  const changes = ids.flatMap((id) => diffParty(id, factsOf(before, id), factsOf(after, id)));
  return [...changes.filter(({ effect }) => effect === 'loosens'), ...changes.filter(({ effect }) => effect === 'tightens')];
}

function factsOf(parties: readonly Party[], id: string): Map<string, Fact> {
  const facts = parties.find((party) => party.id === id)?.tables.flatMap(tableFacts) ?? [];
  return new Map(facts.map((fact) => [fact.id, fact]));
}

function diffParty(party: string, before: Map<string, Fact>, after: Map<string, Fact>): RuleChange[] {
  const change = ({ table, field }: Fact, loosens: boolean, words: string): RuleChange => ({ party, table, field, effect: loosens ? 'loosens' : 'tightens', words });
  const gone = [...before.values()].filter(({ id }) => !after.has(id));
  return [
    ...[...after.values()].flatMap((fact) => {
      const old = before.get(fact.id);
      if (!old) return [change(fact, fact.kind === 'permits', `now ${fact.words}`)];
      if (old.level === fact.level) return [];
      return [change(fact, (fact.level ?? 0) < (old.level ?? 0), `now ${fact.words} (was ${old.level})`)];
    }),
    ...gone.filter((fact) => !isCovered(fact, after)).map((fact) => change(fact, fact.kind === 'guards', fact.without ? `now ${fact.without}` : `no longer ${fact.words}`)),
  ];
}

/** A table that left the clean room needs no guard: that it left is all there is to tell. */
function isCovered({ table, field }: Fact, after: Map<string, Fact>): boolean {
  return field !== 'configuredTable' && ![...after.values()].some((fact) => fact.table === table);
}
