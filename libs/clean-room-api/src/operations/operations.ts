import type { ServiceOperation } from '../state/service-parts';
import { batchGetCollaborationAnalysisTemplate } from './analysis-templates/batch-get-collaboration-analysis-template';
import { createAnalysisTemplate } from './analysis-templates/create-analysis-template';
import { deleteAnalysisTemplate } from './analysis-templates/delete-analysis-template';
import { getAnalysisTemplate } from './analysis-templates/get-analysis-template';
import { getCollaborationAnalysisTemplate } from './analysis-templates/get-collaboration-analysis-template';
import { listAnalysisTemplates } from './analysis-templates/list-analysis-templates';
import { listCollaborationAnalysisTemplates } from './analysis-templates/list-collaboration-analysis-templates';
import { updateAnalysisTemplate } from './analysis-templates/update-analysis-template';
import { createConfiguredTableAssociationAnalysisRule } from './association-rules/create-configured-table-association-analysis-rule';
import { deleteConfiguredTableAssociationAnalysisRule } from './association-rules/delete-configured-table-association-analysis-rule';
import { getConfiguredTableAssociationAnalysisRule } from './association-rules/get-configured-table-association-analysis-rule';
import { updateConfiguredTableAssociationAnalysisRule } from './association-rules/update-configured-table-association-analysis-rule';
import { createConfiguredTableAssociation } from './associations/create-configured-table-association';
import { deleteConfiguredTableAssociation } from './associations/delete-configured-table-association';
import { getConfiguredTableAssociation } from './associations/get-configured-table-association';
import { listConfiguredTableAssociations } from './associations/list-configured-table-associations';
import { updateConfiguredTableAssociation } from './associations/update-configured-table-association';
import { createCollaboration } from './collaborations/create-collaboration';
import { deleteCollaboration } from './collaborations/delete-collaboration';
import { getCollaboration } from './collaborations/get-collaboration';
import { listCollaborations } from './collaborations/list-collaborations';
import { updateCollaboration } from './collaborations/update-collaboration';
import { createConfiguredTable } from './configured-tables/create-configured-table';
import { deleteConfiguredTable } from './configured-tables/delete-configured-table';
import { getConfiguredTable } from './configured-tables/get-configured-table';
import { listConfiguredTables } from './configured-tables/list-configured-tables';
import { updateConfiguredTable } from './configured-tables/update-configured-table';
import { deleteMember } from './members/delete-member';
import { listMembers } from './members/list-members';
import { createMembership } from './memberships/create-membership';
import { deleteMembership } from './memberships/delete-membership';
import { getMembership } from './memberships/get-membership';
import { listMemberships } from './memberships/list-memberships';
import { updateMembership } from './memberships/update-membership';
import { createPrivacyBudgetTemplate } from './privacy-budgets/create-privacy-budget-template';
import { deletePrivacyBudgetTemplate } from './privacy-budgets/delete-privacy-budget-template';
import { getCollaborationPrivacyBudgetTemplate } from './privacy-budgets/get-collaboration-privacy-budget-template';
import { getPrivacyBudgetTemplate } from './privacy-budgets/get-privacy-budget-template';
import { listCollaborationPrivacyBudgetTemplates } from './privacy-budgets/list-collaboration-privacy-budget-templates';
import { listCollaborationPrivacyBudgets } from './privacy-budgets/list-collaboration-privacy-budgets';
import { listPrivacyBudgetTemplates } from './privacy-budgets/list-privacy-budget-templates';
import { listPrivacyBudgets } from './privacy-budgets/list-privacy-budgets';
import { previewPrivacyImpact } from './privacy-budgets/preview-privacy-impact';
import { updatePrivacyBudgetTemplate } from './privacy-budgets/update-privacy-budget-template';
import { batchGetSchemaAnalysisRule } from './schemas/batch-get-schema-analysis-rule';
import { batchGetSchema } from './schemas/batch-get-schema';
import { getSchemaAnalysisRule } from './schemas/get-schema-analysis-rule';
import { getSchema } from './schemas/get-schema';
import { listSchemas } from './schemas/list-schemas';
import { createConfiguredTableAnalysisRule } from './table-rules/create-configured-table-analysis-rule';
import { deleteConfiguredTableAnalysisRule } from './table-rules/delete-configured-table-analysis-rule';
import { getConfiguredTableAnalysisRule } from './table-rules/get-configured-table-analysis-rule';
import { updateConfiguredTableAnalysisRule } from './table-rules/update-configured-table-analysis-rule';
import { listTagsForResource } from './tags/list-tags-for-resource';
import { tagResource } from './tags/tag-resource';
import { untagResource } from './tags/untag-resource';

/** Everything but the protected queries. */
export const OPERATIONS: readonly ServiceOperation[] = [
  batchGetCollaborationAnalysisTemplate,
  createAnalysisTemplate,
  deleteAnalysisTemplate,
  getAnalysisTemplate,
  getCollaborationAnalysisTemplate,
  listAnalysisTemplates,
  listCollaborationAnalysisTemplates,
  updateAnalysisTemplate,
  createConfiguredTableAssociationAnalysisRule,
  deleteConfiguredTableAssociationAnalysisRule,
  getConfiguredTableAssociationAnalysisRule,
  updateConfiguredTableAssociationAnalysisRule,
  createConfiguredTableAssociation,
  deleteConfiguredTableAssociation,
  getConfiguredTableAssociation,
  listConfiguredTableAssociations,
  updateConfiguredTableAssociation,
  createCollaboration,
  deleteCollaboration,
  getCollaboration,
  listCollaborations,
  updateCollaboration,
  createConfiguredTable,
  deleteConfiguredTable,
  getConfiguredTable,
  listConfiguredTables,
  updateConfiguredTable,
  deleteMember,
  listMembers,
  createMembership,
  deleteMembership,
  getMembership,
  listMemberships,
  updateMembership,
  createPrivacyBudgetTemplate,
  deletePrivacyBudgetTemplate,
  getCollaborationPrivacyBudgetTemplate,
  getPrivacyBudgetTemplate,
  listCollaborationPrivacyBudgetTemplates,
  listCollaborationPrivacyBudgets,
  listPrivacyBudgetTemplates,
  listPrivacyBudgets,
  previewPrivacyImpact,
  updatePrivacyBudgetTemplate,
  batchGetSchemaAnalysisRule,
  batchGetSchema,
  getSchemaAnalysisRule,
  getSchema,
  listSchemas,
  createConfiguredTableAnalysisRule,
  deleteConfiguredTableAnalysisRule,
  getConfiguredTableAnalysisRule,
  updateConfiguredTableAnalysisRule,
  listTagsForResource,
  tagResource,
  untagResource,
];
