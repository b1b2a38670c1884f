import facts from './quotas.json';

/** Quotas of the service, by Parley's names for them. */
export type QuotaName = keyof typeof facts.quotas;
export type Quotas = Record<QuotaName, number>;

/** AWS's name of a quota, and its default. */
export function quotaLimit(name: QuotaName): { name: string; value: number } {
  return facts.quotas[name];
}
