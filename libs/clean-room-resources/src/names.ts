import type { Party } from '@parley/contract';

/** Names that more than one stack, and whoever looks a resource up again, must spell alike. */
export const collaborationName = (owner: Pick<Party, 'id'>, partner: Pick<Party, 'id'>): string => `parley-${owner.id}-${partner.id}`;
export const tableNamePrefix = (party: Pick<Party, 'id'>, counterpart: string): string => `parley-${party.id}-for-${counterpart}`;
export const readRoleName = (party: Pick<Party, 'id'>, counterpart: string): string => `parley-${party.id}-read-for-${counterpart}`;
