import type { Caller } from '../operation';

const arn = ({ region, account }: Pick<Caller, 'region' | 'account'>, resource: string): string =>
  `arn:aws:cleanrooms:${region}:${account}:${resource}`;

export const collaborationArn = (caller: Caller, id: string): string => arn(caller, `collaboration/${id}`);
export const membershipArn = (caller: Caller, id: string): string => arn(caller, `membership/${id}`);
export const configuredTableArn = (caller: Caller, id: string): string => arn(caller, `configuredtable/${id}`);
export const associationArn = (caller: Caller, membershipId: string, id: string): string =>
  arn(caller, `configuredtableassociation/${membershipId}/${id}`);
export const templateArn = (caller: Caller, membershipId: string, id: string): string =>
  arn(caller, `membership/${membershipId}/analysistemplate/${id}`);
export const budgetTemplateArn = (caller: Caller, membershipId: string, id: string): string =>
  arn(caller, `membership/${membershipId}/privacybudgettemplate/${id}`);

const ASSOCIATION = /^(arn:[^:]*:cleanrooms:[^:]*:\d{12}:)configuredtableassociation\/([^/]+)\/([^/]+)$/;
const NESTED_ASSOCIATION = /^(arn:[^:]*:cleanrooms:[^:]*:\d{12}:)membership\/([^/]+)\/configuredtableassociation\/([^/]+)$/;

/** The model has two forms for an association: this one is its `resourceArn` in schemas and access budgets (clean-rooms-semantics.md 1.4). */
export function nestedAssociationArn(own: string): string {
  return own.replace(ASSOCIATION, '$1membership/$2/configuredtableassociation/$3');
}

/** The form that the association operations answer with, from either form; other ARNs as they are. */
export function plainArn(given: string): string {
  return given.replace(NESTED_ASSOCIATION, '$1configuredtableassociation/$2/$3');
}
