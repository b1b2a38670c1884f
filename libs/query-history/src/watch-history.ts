import { changingData } from './detectors/changing-data';
import { DETECTORS } from './detectors/detector-texts';
import { differencing } from './detectors/differencing';
import type { History } from './detectors/history';
import { probing } from './detectors/probing';
import { refused } from './detectors/refused';
import { repeating } from './detectors/repeating';
import type { PastQuery } from './past-query';
import { readAsked } from './shape/read-asked';
import type { Sign, Warning } from './warning';

export interface Watched {
  /** In order of the time of their last query. */
  warnings: Warning[];
  /** How many queries of others were looked at. */
  queries: number;
  /** Pairs of queries with conditions too complicated to compare. More than a few are a sign of their own. */
  notCompared: number;
}

/**
 * What the owner of tables should know of the queries of others on them. Give it the queries of all collaborations in
 * which the tables are: parties that pool their results show only there. What a party asked itself is never looked at,
 * so that no runner learns of a warning about its own queries.
 *
 * @param owner an account. The answer is for this account alone: it must not reach a runner.
 */
export async function watchHistory(owner: string, queries: readonly PastQuery[]): Promise<Watched> {
  const inOrder = asksAbout(owner, queries).toSorted((one, other) => one.at.localeCompare(other.at));
  const asked = [];
  for (const query of inOrder) if (query.allowed) asked.push(...(await readAsked(query)));
  const history: History = { owner, queries: inOrder, asked };
  const { signs, notCompared } = differencing(history);
  const all = [...signs, ...probing(history), ...repeating(history), ...changingData(history), ...refused(history)];
  const warnings = all.map((sign) => warningOf(sign, history)).sort((one, other) => one.to.localeCompare(other.to));
  return { warnings, queries: inOrder.length, notCompared };
}

/** Queries of others on its tables; and those that were refused before a table was known, where its tables are. */
function asksAbout(owner: string, queries: readonly PastQuery[]): PastQuery[] {
  const isTheirs = ({ tables }: PastQuery) => tables.some((table) => table.owner === owner);
  const rooms = new Set(queries.filter(isTheirs).map(({ collaboration }) => collaboration));
  return queries.filter((query) => query.runner !== owner && (isTheirs(query) || (query.tables.length === 0 && rooms.has(query.collaboration))));
}

const COLLUSION = 58;

function warningOf({ detector, columns, queries }: Sign, { owner, queries: all }: History): Warning {
  const ids = new Set(queries.map(({ id }) => id));
  const shown = all.filter(({ id }) => ids.has(id));
  const runners = [...new Set(shown.map(({ runner }) => runner))].sort();
  const { attacks, says, repair } = DETECTORS[detector];
  return {
    detector,
    attacks: runners.length > 1 ? [...attacks, COLLUSION] : attacks,
    says: runners.length > 1 ? `${says} Several parties asked: they may pool what they got.` : says,
    repair,
    owner,
    runners,
    tables: [...new Set(shown.flatMap(({ tables }) => tables.filter((table) => table.owner === owner).map(({ table }) => table)))].sort(),
    columns: columns.map(withoutLiterals),
    queries: shown.map(({ id }) => id),
    from: shown[0]?.at ?? '',
    to: shown.at(-1)?.at ?? '',
  };
}

/** A function of a column may hold a literal, as LIKE does: a runner's word, not ours to repeat. */
function withoutLiterals(term: string): string {
  return term.replace(/"(?:[^"\\]|\\.)*"/g, '…').replace(/^\[.*\]$/, 'an expression');
}
