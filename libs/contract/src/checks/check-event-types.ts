import type { Problem } from '@parley/errors';
import { typesOfNoEvents } from '../errors';
import type { TableDraft } from '../party-draft';

/** Only a table of events has types of events. */
export function checkEventTypes({ name, spec: { source }, at }: TableDraft): Problem[] {
  return source.types && source.format !== 'pinpoint-events' ? [typesOfNoEvents(at('source', 'types'), name)] : [];
}
