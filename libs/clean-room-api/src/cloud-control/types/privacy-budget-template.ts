import type { Members } from '../../operation';
import { tagMap, toApi, toCloudFormation } from '../case';
import { everyPage } from '../pages';
import type { Properties, ResourceType } from '../resource-type';
import { readTags, updateTags } from '../tags';

const idOf = ({ MembershipIdentifier, PrivacyBudgetTemplateIdentifier }: Properties) => ({
  membershipIdentifier: MembershipIdentifier,
  privacyBudgetTemplateIdentifier: PrivacyBudgetTemplateIdentifier,
});

/** CloudFormation lays the parameters of both kinds of budget side by side; the API puts them in a member a kind. */
const kindOf = ({ PrivacyBudgetType }: Properties) => (PrivacyBudgetType === 'ACCESS_BUDGET' ? 'accessBudget' : 'differentialPrivacy');
const parametersOf = (properties: Properties) => ({ [kindOf(properties)]: toApi(properties.Parameters) });

export const privacyBudgetTemplate: ResourceType = {
  name: 'PrivacyBudgetTemplate',
  async create(invoke, desired) {
    const { MembershipIdentifier, AutoRefresh, PrivacyBudgetType, Tags } = desired;
    const { privacyBudgetTemplate: made } = (await invoke('CreatePrivacyBudgetTemplate', {
      membershipIdentifier: MembershipIdentifier,
      autoRefresh: AutoRefresh,
      privacyBudgetType: PrivacyBudgetType,
      parameters: parametersOf(desired),
      tags: tagMap(Tags),
    })) as { privacyBudgetTemplate: Members };
    return privacyBudgetTemplate.read(invoke, { MembershipIdentifier, PrivacyBudgetTemplateIdentifier: made.id });
  },
  async read(invoke, identifier) {
    const { privacyBudgetTemplate: found } = (await invoke('GetPrivacyBudgetTemplate', idOf(identifier))) as { privacyBudgetTemplate: Members };
    const { id, membershipId, membershipArn, collaborationId, collaborationArn, arn, autoRefresh, privacyBudgetType, parameters } = found;
    const budget = { arn, autoRefresh, privacyBudgetType, membershipArn, collaborationArn, parameters: Object.values(parameters as Members)[0] };
    return {
      ...(toCloudFormation(budget) as Properties),
      PrivacyBudgetTemplateIdentifier: id,
      MembershipIdentifier: membershipId,
      CollaborationIdentifier: collaborationId,
      ...(await readTags(invoke, arn)),
    };
  },
  async update(invoke, before, after) {
    if (JSON.stringify(before.Parameters) !== JSON.stringify(after.Parameters)) {
      await invoke('UpdatePrivacyBudgetTemplate', { ...idOf(before), privacyBudgetType: after.PrivacyBudgetType, parameters: parametersOf(after) });
    }
    await updateTags(invoke, before, after);
  },
  async delete(invoke, identifier) {
    await invoke('DeletePrivacyBudgetTemplate', idOf(identifier));
  },
  async list(invoke, { MembershipIdentifier }) {
    const found = await everyPage(invoke, 'ListPrivacyBudgetTemplates', 'privacyBudgetTemplateSummaries', { membershipIdentifier: MembershipIdentifier });
    return found.map(({ id }) => ({ PrivacyBudgetTemplateIdentifier: id, MembershipIdentifier }));
  },
};
