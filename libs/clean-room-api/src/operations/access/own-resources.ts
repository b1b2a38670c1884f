import type { AssociationRecord, BudgetTemplateRecord, ConfiguredTableRecord, TemplateRecord } from '../../state/records';
import { noAssociation, noBudgetTemplate, noConfiguredTable, noTemplate } from '../problems';
import type { ServiceCall } from '../service-operation';
import { ownMembership } from './own-membership';

/** The caller's configured table; another account's reads as none (404). */
export function ownConfiguredTable({ caller, service }: ServiceCall, id: string): ConfiguredTableRecord {
  const table = service.state.get('configuredTables', id);
  if (!table || table.account !== caller.account) throw noConfiguredTable(id);
  return table;
}

/** An association of the caller's own membership. */
export function ownAssociation(call: ServiceCall, membershipId: string, id: string): AssociationRecord {
  ownMembership(call, membershipId);
  const association = call.service.state.get('associations', id);
  if (association?.membershipId !== membershipId) throw noAssociation(id);
  return association;
}

/** An analysis template of the caller's own membership. */
export function ownTemplate(call: ServiceCall, membershipId: string, id: string): TemplateRecord {
  ownMembership(call, membershipId);
  const template = call.service.state.get('templates', id);
  if (template?.membershipId !== membershipId) throw noTemplate(membershipId, id);
  return template;
}

/** A privacy budget template of the caller's own membership. */
export function ownBudgetTemplate(call: ServiceCall, membershipId: string, id: string): BudgetTemplateRecord {
  ownMembership(call, membershipId);
  const template = call.service.state.get('budgetTemplates', id);
  if (template?.membershipId !== membershipId) throw noBudgetTemplate(membershipId, id);
  return template;
}
