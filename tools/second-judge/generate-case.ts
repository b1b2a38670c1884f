import { Random } from '@parley/synthetic-people';
import type { Case, WRAPPINGS } from './model';
import { HAVING_MUTATIONS } from './mutate/mutate-having';
import { JOIN_MUTATIONS } from './mutate/mutate-joins';
import { OUTPUT_MUTATIONS } from './mutate/mutate-output';
import { always } from './mutate/mutation';
import { CUSTOM_RULE_MUTATIONS, RULE_MUTATIONS } from './mutate/mutate-rules';
import { STATEMENT_MUTATIONS } from './mutate/mutate-statement';
import { WHERE_MUTATIONS } from './mutate/mutate-where';
import { generateQuery } from './generate/generate-query';
import { generateScenario, type RuleType } from './generate/generate-scenario';

const NEVER_ALLOWED: readonly (typeof WRAPPINGS)[number][] = ['two statements', 'create table', 'insert', 'explain'];
const MUTATIONS = { ...STATEMENT_MUTATIONS, ...RULE_MUTATIONS, ...JOIN_MUTATIONS, ...OUTPUT_MUTATIONS, ...WHERE_MUTATIONS, ...HAVING_MUTATIONS };

/** What the two other grammars forbid is mostly fine under CUSTOM. */
const CUSTOM_MUTATIONS = {
  ...RULE_MUTATIONS,
  ...CUSTOM_RULE_MUTATIONS,
  'another statement': always(({ query }, random) => void (query.wrapping = random.pick(NEVER_ALLOWED))),
};

const SHARES = [['AGGREGATION', 5], ['LIST', 2], ['CUSTOM', 2]] as const; // prettier-ignore

export interface GeneratedCase {
  asked: Case;
  /** What was done to a case of the grammar; none for about half of them. */
  mutation?: string;
}

/** Case number `index` of a seed, whatever cases came before it; of one rule type where it is given. */
export function generateCase(seed: number, index: number, only?: RuleType): GeneratedCase {
  const random = Random.named(seed, 'second judge').fork(index);
  const type = only ?? random.weighted<RuleType>(SHARES);
  const scenario = generateScenario(random, type);
  const asked: Case = { ...scenario, query: generateQuery(random, scenario, type) };
  if (random.chance(0.5)) return { asked };
  // A copy without shared objects, so that a change in one place stays in that place.
  const draft = JSON.parse(JSON.stringify(asked)) as Case;
  for (;;) {
    const [name, mutate] = random.pick(Object.entries(type === 'CUSTOM' ? CUSTOM_MUTATIONS : MUTATIONS));
    if (mutate(draft, random)) return { asked: draft, mutation: name };
  }
}
