import type { Problem } from '@parley/errors';
import { existingOfOwner, existingOutsideRoom, keyOfAnother } from '../errors';
import type { PartyDraft } from '../party-draft';

/** A table that a partner keeps itself is one that enters a clean room, under a key of its own account. */
export function checkExistingTables(party: PartyDraft): Problem[] {
  return party.tables.flatMap(({ name, spec, incomplete, at, keyAt }) => {
    const { existing } = spec;
    if (!existing) return [];
    const [, , , , account] = existing.keyArn?.split(':') ?? [];
    const own = party.head?.account;
    return [
      ...(party.id === 'owner' ? [existingOfOwner(keyAt('existing'), name)] : []),
      ...(spec.allowedColumns === undefined && !incomplete ? [existingOutsideRoom(keyAt('existing'), name)] : []),
      ...(account !== undefined && own !== undefined && account !== own ? [keyOfAnother(at('existing', 'keyArn'), account, own)] : []),
    ];
  });
}
