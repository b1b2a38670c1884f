import type { Party } from '@parley/contract';
import type { Place, Problem } from '@parley/errors';
import { notEvents, typesUnsaid, unknownEventType, unknownTable } from '../errors';
import type { Plan } from '../schema/plan';
import type { At } from './at';

/** Events that are counted or that are a success come from a table of events, and are of a type that the table's source names. */
export function checkEventTypes({ model: { features }, outcome }: Plan, owner: Party, at: At): Problem[] {
  const { events } = features;
  const of = (...path: (string | number)[]) => at('model', 'features', 'events', ...path);
  return [
    ...(events ? checkTable(owner, events.table, of('table'), events.types.map((type, index) => ({ type, place: of('types', index) }))) : []),
    ...(outcome ? checkTable(owner, outcome.table, at('outcome', 'table'), [{ type: outcome.type, place: at('outcome', 'type'), mustBeSaid: true }]) : []),
  ];
}

interface Wanted {
  type: string;
  place: Place;
  /** A success of a misspelt type would never come, and look like no effect. */
  mustBeSaid?: boolean;
}

function checkTable(owner: Party, name: string, place: Place, wanted: readonly Wanted[]): Problem[] {
  const table = owner.tables.find((candidate) => candidate.name === name);
  if (!table) return [unknownTable(place, name, owner.tables.map((candidate) => candidate.name))];
  const { format, types } = table.source;
  if (format !== 'pinpoint-events') return [notEvents(place, name)];
  return wanted.flatMap(({ type, place: where, mustBeSaid }) => {
    if (types === undefined) return mustBeSaid ? [typesUnsaid(where, name, type)] : [];
    return types.includes(type) ? [] : [unknownEventType(where, name, type, types)];
  });
}
