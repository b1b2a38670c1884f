import type { Contract } from '@parley/contract';

/** Days that a run's data may be kept: features hold what every party brought, so the party that keeps data shortest decides for all. */
export function shortestRetention({ owner, partners }: Pick<Contract, 'owner' | 'partners'>): number {
  return Math.min(...[owner, ...partners].map(({ retentionDays }) => retentionDays));
}
