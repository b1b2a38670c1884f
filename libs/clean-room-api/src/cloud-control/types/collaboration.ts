import type { Members } from '../../operation';
import { tagMap, toApi, toCloudFormation } from '../case';
import { everyPage } from '../pages';
import type { Properties, ResourceType } from '../resource-type';
import { readTags, updateTags } from '../tags';

const idOf = ({ CollaborationIdentifier }: Properties) => ({ collaborationIdentifier: CollaborationIdentifier });
/** What GetCollaboration tells that a template may say too. */
const SAID = ['name', 'description', 'creatorDisplayName', 'queryLogStatus', 'jobLogStatus', 'dataEncryptionMetadata', 'analyticsEngine', 'arn'];

export const collaboration: ResourceType = {
  name: 'Collaboration',
  async create(invoke, { Tags, ...desired }) {
    const { collaboration: made } = (await invoke('CreateCollaboration', { members: [], ...(toApi(desired) as Members), tags: tagMap(Tags) })) as { collaboration: Members };
    return collaboration.read(invoke, { CollaborationIdentifier: made.id });
  },
  async read(invoke, identifier) {
    const { collaboration: found } = (await invoke('GetCollaboration', idOf(identifier))) as { collaboration: Members };
    const members = await everyPage(invoke, 'ListMembers', 'memberSummaries', idOf(identifier));
    const creator = members.find(({ accountId }) => accountId === found.creatorAccountId);
    const others = members.filter((member) => member !== creator).map(({ accountId, displayName, abilities }) => ({ accountId, displayName, memberAbilities: abilities }));
    const said = Object.fromEntries(SAID.flatMap((name) => (found[name] === undefined ? [] : [[name, found[name]]])));
    return {
      ...(toCloudFormation({ ...said, creatorMemberAbilities: creator?.abilities, members: others }) as Properties),
      CollaborationIdentifier: found.id,
      ...(await readTags(invoke, found.arn)),
    };
  },
  async update(invoke, before, after) {
    const { Name, Description } = after;
    if (Name !== before.Name || Description !== before.Description) await invoke('UpdateCollaboration', { ...idOf(before), name: Name, description: Description });
    await updateTags(invoke, before, after);
  },
  async delete(invoke, identifier) {
    await invoke('DeleteCollaboration', idOf(identifier));
  },
  async list(invoke) {
    const found = await everyPage(invoke, 'ListCollaborations', 'collaborationList');
    return found.map(({ id }) => ({ CollaborationIdentifier: id }));
  },
};
