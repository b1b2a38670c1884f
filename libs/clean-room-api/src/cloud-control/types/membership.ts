import type { Members } from '../../operation';
import { tagMap, toApi, toCloudFormation } from '../case';
import { everyPage } from '../pages';
import type { Properties, ResourceType } from '../resource-type';
import { readTags, updateTags } from '../tags';

const idOf = ({ MembershipIdentifier }: Properties) => ({ membershipIdentifier: MembershipIdentifier });
/** What GetMembership tells that a template may say too. */
const SAID = ['queryLogStatus', 'jobLogStatus', 'defaultResultConfiguration', 'paymentConfiguration', 'arn', 'collaborationArn', 'collaborationCreatorAccountId'];

export const membership: ResourceType = {
  name: 'Membership',
  async create(invoke, { Tags, ...desired }) {
    const { membership: made } = (await invoke('CreateMembership', { ...(toApi(desired) as Members), tags: tagMap(Tags) })) as { membership: Members };
    return membership.read(invoke, { MembershipIdentifier: made.id });
  },
  async read(invoke, identifier) {
    const { membership: found } = (await invoke('GetMembership', idOf(identifier))) as { membership: Members };
    const said = Object.fromEntries(SAID.flatMap((name) => (found[name] === undefined ? [] : [[name, found[name]]])));
    return {
      ...(toCloudFormation(said) as Properties),
      MembershipIdentifier: found.id,
      CollaborationIdentifier: found.collaborationId,
      ...(await readTags(invoke, found.arn)),
    };
  },
  async update(invoke, before, after) {
    const changed = ['QueryLogStatus', 'JobLogStatus', 'DefaultResultConfiguration'].filter((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]));
    const members = toApi(Object.fromEntries(changed.map((name) => [name, after[name]]))) as Members;
    if (changed.length > 0) await invoke('UpdateMembership', { ...idOf(before), ...members });
    await updateTags(invoke, before, after);
  },
  async delete(invoke, identifier) {
    await invoke('DeleteMembership', idOf(identifier));
  },
  async list(invoke) {
    const found = await everyPage(invoke, 'ListMemberships', 'membershipSummaries');
    return found.map(({ id }) => ({ MembershipIdentifier: id }));
  },
};
