import type { Members } from '../../operation';
import { tagMap, toApi, toCloudFormation } from '../case';
import { createRules, type InlineRules, readRules, updateRules } from '../inline-rules';
import { everyPage } from '../pages';
import type { Properties, ResourceType } from '../resource-type';
import { readTags, updateTags } from '../tags';

const idOf = ({ MembershipIdentifier, ConfiguredTableAssociationIdentifier }: Properties) => ({
  membershipIdentifier: MembershipIdentifier,
  configuredTableAssociationIdentifier: ConfiguredTableAssociationIdentifier,
});
const rulesOf = (identifier: Properties): InlineRules => ({ noun: 'ConfiguredTableAssociationAnalysisRule', owner: idOf(identifier) });

/** An association with its collaboration rule inside. */
export const configuredTableAssociation: ResourceType = {
  name: 'ConfiguredTableAssociation',
  async create(invoke, { ConfiguredTableAssociationAnalysisRules, Tags, ...desired }) {
    const { configuredTableAssociation: made } = (await invoke('CreateConfiguredTableAssociation', { ...(toApi(desired) as Members), tags: tagMap(Tags) })) as {
      configuredTableAssociation: Members;
    };
    const identifier = { MembershipIdentifier: desired.MembershipIdentifier, ConfiguredTableAssociationIdentifier: made.id };
    try {
      await createRules(invoke, rulesOf(identifier), ConfiguredTableAssociationAnalysisRules);
    } catch (error) {
      await invoke('DeleteConfiguredTableAssociation', idOf(identifier));
      throw error;
    }
    return configuredTableAssociation.read(invoke, identifier);
  },
  async read(invoke, identifier) {
    const { configuredTableAssociation: found } = (await invoke('GetConfiguredTableAssociation', idOf(identifier))) as { configuredTableAssociation: Members };
    const { id, configuredTableId, membershipId, analysisRuleTypes, arn, name, description, roleArn } = found;
    const rules = await readRules(invoke, rulesOf(identifier), analysisRuleTypes);
    return {
      ConfiguredTableAssociationIdentifier: id,
      MembershipIdentifier: membershipId,
      ConfiguredTableIdentifier: configuredTableId,
      ...(toCloudFormation({ arn, name, roleArn, ...(description !== undefined && { description }) }) as Properties),
      ...(rules.length > 0 && { ConfiguredTableAssociationAnalysisRules: rules }),
      ...(await readTags(invoke, arn)),
    };
  },
  async update(invoke, before, after) {
    const { RoleArn, Description } = after;
    if (RoleArn !== before.RoleArn || Description !== before.Description) {
      await invoke('UpdateConfiguredTableAssociation', { ...idOf(before), roleArn: RoleArn, description: Description ?? '' });
    }
    await updateRules(invoke, rulesOf(before), before.ConfiguredTableAssociationAnalysisRules, after.ConfiguredTableAssociationAnalysisRules);
    await updateTags(invoke, before, after);
  },
  async delete(invoke, identifier) {
    await invoke('DeleteConfiguredTableAssociation', idOf(identifier));
  },
  async list(invoke, { MembershipIdentifier }) {
    const found = await everyPage(invoke, 'ListConfiguredTableAssociations', 'configuredTableAssociationSummaries', { membershipIdentifier: MembershipIdentifier });
    return found.map(({ id }) => ({ ConfiguredTableAssociationIdentifier: id, MembershipIdentifier }));
  },
};
