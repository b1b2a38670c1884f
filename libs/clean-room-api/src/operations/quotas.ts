import { quota } from '../service-error';
import { quotaLimit, type QuotaName } from './quota-limits';
import type { ServiceCall } from './service-operation';

/** Refuses one more than the quota allows: `wanted` is how many there would be. */
export function withinQuota({ service }: ServiceCall, name: QuotaName, wanted: number): void {
  const { name: title, value } = quotaLimit(name);
  const limit = service.quotas?.[name] ?? value;
  if (wanted > limit) throw quota(`The quota "${title}" is ${limit}. Delete what is no longer used.`, title, limit);
}
