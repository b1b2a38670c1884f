import type {
  AccessBudgetsPrivacyTemplateParametersInput,
  CreatePrivacyBudgetTemplateInput,
  CreatePrivacyBudgetTemplateOutput,
} from '@aws-sdk/client-cleanrooms';
import type { AssociationRecord, BudgetTemplateRecord, MembershipRecord } from '../../state/records';
import { activeMembership } from '../access/own-membership';
import { budgetTemplateArn, plainArn } from '../arns';
import { budgetExists, noAssociation, refuseWrongFields } from '../problems';
import { withinQuota } from '../quotas';
import { type Checked, operation, type ServiceCall } from '../service-operation';
import { putTags } from '../tags/tags';
import { accessBudgetIn } from './access-budget';
import { budgetTemplateView } from './budget-template-view';
import { checkBudget } from './check-budget';

/** Limits how often a table may be used in this collaboration; one an association. */
export const createPrivacyBudgetTemplate = operation<CreatePrivacyBudgetTemplateInput, CreatePrivacyBudgetTemplateOutput>(
  'CreatePrivacyBudgetTemplate',
  async (input, call) => {
    const { caller, service } = call;
    const { membershipIdentifier, autoRefresh = 'NONE', privacyBudgetType, parameters, tags, ...kept } = input;
    const membership = activeMembership(call, membershipIdentifier);
    const asked = accessBudgetIn<Checked<AccessBudgetsPrivacyTemplateParametersInput>>(privacyBudgetType, parameters as object);
    refuseWrongFields(checkBudget(asked.budgetParameters));
    const association = associationOf(call, membership, asked.resourceArn);
    const others = service.state.all('budgetTemplates').filter(({ collaborationId }) => collaborationId === membership.collaborationId);
    if (others.some(({ associationId }) => associationId === association.id)) throw budgetExists(association.id);
    withinQuota(call, 'accessBudgetTemplates', others.length + 1);

    const id = service.ids();
    const now = service.clock().getTime();
    const template: BudgetTemplateRecord = {
      id,
      arn: budgetTemplateArn(caller, membership.id, id),
      account: caller.account,
      membershipId: membership.id,
      collaborationId: membership.collaborationId,
      associationId: association.id,
      autoRefresh,
      budgetParameters: asked.budgetParameters,
      kept,
      createTime: now,
      updateTime: now,
    };
    await service.state.change((draft) => {
      draft.put('budgetTemplates', id, template);
      putTags(draft, template.arn, tags);
    });
    return { privacyBudgetTemplate: budgetTemplateView(call, template) };
  },
);

/** The association of this membership that an ARN of either form names. */
function associationOf({ service }: ServiceCall, membership: MembershipRecord, given: string): AssociationRecord {
  const arn = plainArn(given);
  const association = service.state.get('associations', arn.slice(arn.lastIndexOf('/') + 1));
  if (association?.arn !== arn || association.membershipId !== membership.id) throw noAssociation(given);
  return association;
}
