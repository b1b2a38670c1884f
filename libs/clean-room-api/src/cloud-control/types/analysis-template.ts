import type { Members } from '../../operation';
import { tagMap, toApi, toCloudFormation } from '../case';
import { everyPage } from '../pages';
import type { Properties, ResourceType } from '../resource-type';
import { readTags, updateTags } from '../tags';

const idOf = ({ MembershipIdentifier, AnalysisTemplateIdentifier }: Properties) => ({
  membershipIdentifier: MembershipIdentifier,
  analysisTemplateIdentifier: AnalysisTemplateIdentifier,
});

export const analysisTemplate: ResourceType = {
  name: 'AnalysisTemplate',
  async create(invoke, { Tags, ...desired }) {
    const { analysisTemplate: made } = (await invoke('CreateAnalysisTemplate', { ...(toApi(desired) as Members), tags: tagMap(Tags) })) as { analysisTemplate: Members };
    return analysisTemplate.read(invoke, { MembershipIdentifier: desired.MembershipIdentifier, AnalysisTemplateIdentifier: made.id });
  },
  async read(invoke, identifier) {
    const { analysisTemplate: found } = (await invoke('GetAnalysisTemplate', idOf(identifier))) as { analysisTemplate: Members };
    const { id, membershipId, collaborationId, createTime: _made, updateTime: _changed, validations: _checked, ...members } = found;
    return {
      ...(toCloudFormation(members) as Properties),
      AnalysisTemplateIdentifier: id,
      MembershipIdentifier: membershipId,
      CollaborationIdentifier: collaborationId,
      ...(await readTags(invoke, found.arn)),
    };
  },
  async update(invoke, before, after) {
    if (after.Description !== before.Description) await invoke('UpdateAnalysisTemplate', { ...idOf(before), description: after.Description ?? '' });
    await updateTags(invoke, before, after);
  },
  async delete(invoke, identifier) {
    await invoke('DeleteAnalysisTemplate', idOf(identifier));
  },
  async list(invoke, { MembershipIdentifier }) {
    const found = await everyPage(invoke, 'ListAnalysisTemplates', 'analysisTemplateSummaries', { membershipIdentifier: MembershipIdentifier });
    return found.map(({ id }) => ({ AnalysisTemplateIdentifier: id, MembershipIdentifier }));
  },
};
