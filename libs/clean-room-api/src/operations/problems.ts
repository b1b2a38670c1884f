// What the operations refuse, in one place. No text tells whether a resource of another account exists.
import { accessDenied, conflict, type FieldProblem, notFound, type ServiceError, validation } from '../service-error';

// --- access ---

/** Not a member and no such collaboration read the same: AWS answers 403 to both (clean-rooms-semantics.md 0.6). */
export const noCollaboration = (id: string): ServiceError => accessDenied(`You have no access to collaboration ${id}, or it does not exist.`);

export const notJoined = (id: string): ServiceError =>
  accessDenied(`Only members that have joined collaboration ${id} may do this. Accept the invitation with CreateMembership.`);

export const notCreator = (id: string): ServiceError => accessDenied(`Only the creator of collaboration ${id} may do this.`);

export const noMembership = (id: string): ServiceError => notFound(`There is no membership ${id}.`, id, 'MEMBERSHIP');

export const noConfiguredTable = (id: string): ServiceError => notFound(`There is no configured table ${id}.`, id, 'CONFIGURED_TABLE');

export const noAssociation = (id: string): ServiceError =>
  notFound(`This membership has no configured table association ${id}.`, id, 'CONFIGURED_TABLE_ASSOCIATION');

export const noTableRule = (id: string, type: string): ServiceError =>
  notFound(`Configured table ${id} has no analysis rule of type ${type}.`, id, 'CONFIGURED_TABLE');

export const noAssociationRule = (id: string, type: string): ServiceError =>
  notFound(`Configured table association ${id} has no analysis rule of type ${type}.`, id, 'CONFIGURED_TABLE_ASSOCIATION');

/** The model has no type for templates and budgets: what is named is where they would be. */
export const noTemplate = (membershipId: string, id: string): ServiceError =>
  notFound(`This membership has no analysis template ${id}.`, membershipId, 'MEMBERSHIP');

export const noBudgetTemplate = (membershipId: string, id: string): ServiceError =>
  notFound(`This membership has no privacy budget template ${id}.`, membershipId, 'MEMBERSHIP');

export const noneInCollaboration = (collaborationId: string, what: string): ServiceError =>
  notFound(`This collaboration has no ${what}.`, collaborationId, 'COLLABORATION');

export const noSchema = (collaborationId: string, name: string): ServiceError => noneInCollaboration(collaborationId, `schema ${name}`);

export const noSchemaRule = (name: string, type: string): string => `Schema ${name} has no analysis rule of type ${type}.`;

export const noMember = (collaborationId: string, account: string): ServiceError =>
  noneInCollaboration(collaborationId, `member ${account}`);

export const nothingToTag = (arn: string): ServiceError => {
  const [, kind = '', id = arn] = /:([a-z]+)\/(?:.*\/)?([^/]+)$/.exec(arn) ?? [];
  const types = { collaboration: 'COLLABORATION', configuredtable: 'CONFIGURED_TABLE', configuredtableassociation: 'CONFIGURED_TABLE_ASSOCIATION' } as const;
  return notFound(`There is no resource ${arn}.`, id, types[kind as keyof typeof types] ?? 'MEMBERSHIP');
};

// --- conflicts ---

export const membershipNotActive = (id: string, status: string): ServiceError =>
  conflict(`Membership ${id} is ${status}; only an ACTIVE membership can be changed.`, 'INVALID_STATE', { resourceId: id, resourceType: 'MEMBERSHIP' });

export const membershipExists = (id: string): ServiceError =>
  conflict('You already have a membership of this collaboration.', 'ALREADY_EXISTS', { resourceId: id, resourceType: 'MEMBERSHIP' });

/** Terraform looks for these very words. */
export const creatorStays = (id: string): ServiceError =>
  conflict(
    'Cannot delete membership for the creator of the collaboration while their membership is still ACTIVE. Delete the collaboration first.',
    'INVALID_STATE',
    { resourceId: id, resourceType: 'MEMBERSHIP' },
  );

export const membershipInUse = (id: string, children: string): ServiceError =>
  conflict(`Membership ${id} still has ${children}. Delete them first.`, 'SUBRESOURCES_EXIST', { resourceId: id, resourceType: 'MEMBERSHIP' });

export const memberGone = (id: string, account: string, status: string): ServiceError =>
  conflict(`Member ${account} is ${status}.`, 'INVALID_STATE', { resourceId: id, resourceType: 'COLLABORATION' });

export const tableInUse = (id: string, count: number): ServiceError =>
  conflict(`Configured table ${id} still has ${count} association(s). Delete them first.`, 'SUBRESOURCES_EXIST', {
    resourceId: id,
    resourceType: 'CONFIGURED_TABLE',
  });

export const tableRuleExists = (id: string, type: string): ServiceError =>
  conflict(`Configured table ${id} already has an analysis rule, of type ${type}; it can have one. Update or delete it.`, 'ALREADY_EXISTS', {
    resourceId: id,
    resourceType: 'CONFIGURED_TABLE',
  });

export const nameTaken = (name: string): ServiceError =>
  conflict(`A table is already associated with this collaboration under the name ${name}. Choose another name.`, 'ALREADY_EXISTS', {
    resourceType: 'CONFIGURED_TABLE_ASSOCIATION',
  });

export const associationRuleExists = (id: string, type: string): ServiceError =>
  conflict(`Association ${id} already has an analysis rule, of type ${type}; it can have one. Update or delete it.`, 'ALREADY_EXISTS', {
    resourceId: id,
    resourceType: 'CONFIGURED_TABLE_ASSOCIATION',
  });

export const associationInUse = (id: string): ServiceError =>
  conflict(`Association ${id} still has an access budget. Delete its privacy budget template first.`, 'SUBRESOURCES_EXIST', {
    resourceId: id,
    resourceType: 'CONFIGURED_TABLE_ASSOCIATION',
  });

export const templateNameTaken = (name: string): ServiceError =>
  conflict(`This membership already has an analysis template called ${name}. Choose another name.`, 'ALREADY_EXISTS');

export const budgetExists = (associationId: string): ServiceError =>
  conflict('This association already has an access budget. Update its privacy budget template.', 'ALREADY_EXISTS', {
    resourceId: associationId,
    resourceType: 'CONFIGURED_TABLE_ASSOCIATION',
  });

// --- input ---

/** One or more wrong fields: all at once, each in `fieldList`. */
export function wrongFields(problems: readonly FieldProblem[]): ServiceError {
  const told = problems.map(({ name, message }) => `${name}: ${message}`).join(' ');
  return validation(told, 'FIELD_VALIDATION_FAILED', problems);
}

/** Throws when there are problems. */
export function refuseWrongFields(problems: readonly FieldProblem[]): void {
  if (problems.length > 0) throw wrongFields(problems);
}

/** What was asked for fits its shape, but not the collaboration, the table or the rule as they are. */
export const wrongConfiguration = (name: string, message: string): ServiceError =>
  validation(message, 'INVALID_CONFIGURATION', [{ name, message }]);

/** What AWS has and the local service refuses by name, rather than pretend. */
export const notInLocalService = (name: string, what: string, instead: string): ServiceError =>
  wrongConfiguration(name, `The local clean room has no ${what}. ${instead}`);
