import type { Members } from '../../operation';
import { tagMap, toApi, toCloudFormation } from '../case';
import { createRules, type InlineRules, readRules, updateRules } from '../inline-rules';
import { everyPage } from '../pages';
import type { Properties, ResourceType } from '../resource-type';
import { readTags, updateTags } from '../tags';

const idOf = ({ ConfiguredTableIdentifier }: Properties) => ({ configuredTableIdentifier: ConfiguredTableIdentifier });
const rulesOf = (identifier: Properties): InlineRules => ({ noun: 'ConfiguredTableAnalysisRule', owner: idOf(identifier) });

/** A configured table with its analysis rules inside. A table whose rule is refused is not left behind without it. */
export const configuredTable: ResourceType = {
  name: 'ConfiguredTable',
  async create(invoke, { AnalysisRules, Tags, ...desired }) {
    const { configuredTable: made } = (await invoke('CreateConfiguredTable', { ...(toApi(desired) as Members), tags: tagMap(Tags) })) as { configuredTable: Members };
    const identifier = { ConfiguredTableIdentifier: made.id };
    try {
      await createRules(invoke, rulesOf(identifier), AnalysisRules);
    } catch (error) {
      await invoke('DeleteConfiguredTable', idOf(identifier));
      throw error;
    }
    return configuredTable.read(invoke, identifier);
  },
  async read(invoke, identifier) {
    const { configuredTable: found } = (await invoke('GetConfiguredTable', idOf(identifier))) as { configuredTable: Members };
    const { id, analysisRuleTypes, createTime: _made, updateTime: _changed, ...members } = found;
    const rules = await readRules(invoke, rulesOf(identifier), analysisRuleTypes);
    return {
      ...(toCloudFormation(members) as Properties),
      ConfiguredTableIdentifier: id,
      ...(rules.length > 0 && { AnalysisRules: rules }),
      ...(await readTags(invoke, found.arn)),
    };
  },
  async update(invoke, before, after) {
    const { Name, Description } = after;
    if (Name !== before.Name || Description !== before.Description) await invoke('UpdateConfiguredTable', { ...idOf(before), name: Name, description: Description ?? '' });
    await updateRules(invoke, rulesOf(before), before.AnalysisRules, after.AnalysisRules);
    await updateTags(invoke, before, after);
  },
  async delete(invoke, identifier) {
    await invoke('DeleteConfiguredTable', idOf(identifier));
  },
  async list(invoke) {
    const found = await everyPage(invoke, 'ListConfiguredTables', 'configuredTableSummaries');
    return found.map(({ id }) => ({ ConfiguredTableIdentifier: id }));
  },
};
