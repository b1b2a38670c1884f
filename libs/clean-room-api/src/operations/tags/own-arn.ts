import type { CollectionName } from '../../state/records';
import { plainArn } from '../arns';
import { nothingToTag } from '../problems';
import type { ServiceCall } from '../service-operation';

const TAGGED = ['collaborations', 'memberships', 'configuredTables', 'associations', 'templates', 'budgetTemplates'] as const satisfies readonly CollectionName[];

/** The ARN, as the service writes it, of a resource that the caller owns; 404 for all others. */
export function ownArn({ caller, service }: ServiceCall, given: string): string {
  const arn = plainArn(given);
  const id = arn.slice(arn.lastIndexOf('/') + 1);
  const owned = TAGGED.some((collection) => {
    const resource = service.state.get(collection, id);
    return resource?.arn === arn && resource.account === caller.account && !('deleted' in resource);
  });
  if (!owned) throw nothingToTag(given);
  return arn;
}
