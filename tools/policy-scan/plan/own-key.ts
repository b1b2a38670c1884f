import type { Plan } from './plan';
import type { PlannedResource } from './planned-resource';

/** Whether an attribute names a KMS key of the account's own, not one that AWS keeps (`alias/aws/…`) and nobody can take from it. */
export function isOwnKey(resource: PlannedResource, path: string, plan: Plan): boolean {
  if (!resource.has(path)) return false;
  const names = resource.references(path).map((address) => plan.configured(address)?.text('name'));
  return ![resource.text(path), ...names].some((text) => text?.includes('alias/aws/'));
}
