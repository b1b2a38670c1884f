import type { Members } from '../../operation';
import { type Command, Model, type ModelCollaboration, seen } from './model';
import { mustEqual, outcomeOf } from './script';
import { type AccountName, ACCOUNTS, type TestService } from './test-service';

export const WHO = ['P', 'Q', 'R', 'X'] as const;
export const INVITED = ['P', 'Q', 'R'] as const;

/** The model beside the service; the ids of each stand in the model's order. */
export class Both {
  readonly model = new Model();
  readonly ids = { collaborations: [] as string[], memberships: [] as string[], tables: [] as string[], associations: [] as string[] };
  readonly outcomes = new Map<string, number>();

  constructor(readonly service: TestService) {}

  async run({ do: what, as, one, other }: Command): Promise<void> {
    const { model, ids } = this;
    const collaboration = pick(model.collaborations, one);
    const membership = pick(model.memberships, one);
    const table = pick(model.tables, other);
    const association = pick(model.associations, one);
    if (what === 'create') return this.#create(as);
    if (what === 'configure') return this.#configure(as);
    if (what === 'join' && collaboration) {
      const input = { collaborationIdentifier: ids.collaborations[collaboration.at], queryLogStatus: 'DISABLED' };
      const made = await this.#same(as, 'CreateMembership', input, model.join(as, collaboration.value));
      if (made) ids.memberships.push(idIn(made, 'membership'));
    } else if (what === 'leave' && membership) {
      await this.#same(as, 'DeleteMembership', { membershipIdentifier: ids.memberships[membership.at] }, model.leave(as, membership.value));
    } else if (what === 'remove' && collaboration) {
      const account = WHO[other % WHO.length] ?? 'X';
      const input = { collaborationIdentifier: ids.collaborations[collaboration.at], accountId: ACCOUNTS[account] };
      await this.#same(as, 'DeleteMember', input, model.remove(as, collaboration.value, account));
    } else if (what === 'delete' && collaboration && other === 0) {
      const input = { collaborationIdentifier: ids.collaborations[collaboration.at] };
      await this.#same(as, 'DeleteCollaboration', input, model.delete(as, collaboration.value));
    } else if (what === 'drop' && table) {
      await this.#same(as, 'DeleteConfiguredTable', { configuredTableIdentifier: ids.tables[table.at] }, model.drop(as, table.value));
    } else if (what === 'associate' && membership && table) {
      const name = `t${(one + other) % 3}`;
      const input = { membershipIdentifier: ids.memberships[membership.at], configuredTableIdentifier: ids.tables[table.at], name, roleArn: 'arn:aws:iam::1:role/r' };
      const made = await this.#same(as, 'CreateConfiguredTableAssociation', input, model.associate(as, membership.value, table.value, name));
      if (made) ids.associations.push(idIn(made, 'configuredTableAssociation'));
    } else if (what === 'dissociate' && association) {
      const own = ids.memberships[model.memberships.indexOf(association.value.membership)];
      const input = { membershipIdentifier: own, configuredTableAssociationIdentifier: ids.associations[association.at] };
      await this.#same(as, 'DeleteConfiguredTableAssociation', input, model.dissociate(as, association.value));
    }
  }

  /** What each account is shown is what the model says. */
  async compare(): Promise<void> {
    const { model, ids } = this;
    for (const as of WHO) {
      const visible = model.collaborations.flatMap((one, at) => (seen(as, one) ? [ids.collaborations[at]] : []));
      mustEqual(await this.#ids(as, 'ListCollaborations', 'collaborationList'), visible);
      const own = model.memberships.flatMap(({ account, status }, at) => (account === as && status !== 'gone' ? [`${ids.memberships[at]} ${status}`] : []));
      const { membershipSummaries } = await this.service.call(as, 'ListMemberships', {});
      mustEqual((membershipSummaries as Members[]).map(({ id, status }) => `${String(id)} ${String(status)}`), own);
      const tables = model.tables.flatMap(({ account, gone }, at) => (account === as && !gone ? [ids.tables[at]] : []));
      mustEqual(await this.#ids(as, 'ListConfiguredTables', 'configuredTableSummaries'), tables);
      for (const [at, one] of model.collaborations.entries()) await this.#compareCollaboration(as, one, ids.collaborations[at] ?? '');
    }
  }

  async #compareCollaboration(as: AccountName, one: ModelCollaboration, collaborationIdentifier: string): Promise<void> {
    const members = await outcomeOf(this.service, { as, call: 'ListMembers', with: { collaborationIdentifier } });
    const schemas = await outcomeOf(this.service, { as, call: 'ListSchemas', with: { collaborationIdentifier } });
    if (!seen(as, one)) return mustEqual([members.error?.code, schemas.error?.code], ['AccessDeniedException', 'AccessDeniedException']);
    const statuses = listIn(members.answer, 'memberSummaries').map(({ accountId, status }) => [accountId, status]);
    mustEqual(statuses, [...one.members].map(([account, status]) => [ACCOUNTS[account], status]));
    if (one.members.get(as) !== 'ACTIVE') return mustEqual(schemas.error?.code, 'AccessDeniedException');
    mustEqual(listIn(schemas.answer, 'schemaSummaries').map(({ name }) => name), this.model.schemas(one));
  }

  async #create(as: AccountName): Promise<void> {
    const invited = INVITED.filter((account) => account !== as);
    const members = invited.map((account) => ({ accountId: ACCOUNTS[account], displayName: account, memberAbilities: [] }));
    const own = { creatorDisplayName: 'c', creatorMemberAbilities: ['CAN_QUERY', 'CAN_RECEIVE_RESULTS'], queryLogStatus: 'ENABLED' };
    const { answer } = await outcomeOf(this.service, { as, call: 'CreateCollaboration', with: { name: 'n', description: 'd', members, ...own } });
    this.model.create(as, invited);
    this.ids.collaborations.push(idIn(answer ?? {}, 'collaboration'));
  }

  async #configure(as: AccountName): Promise<void> {
    const reference = { glue: { databaseName: 'd', tableName: 't' } };
    const input = { name: 't', tableReference: reference, allowedColumns: ['a'], analysisMethod: 'DIRECT_QUERY' };
    const { answer } = await outcomeOf(this.service, { as, call: 'CreateConfiguredTable', with: input });
    this.model.tables.push({ account: as, gone: false });
    this.ids.tables.push(idIn(answer ?? {}, 'configuredTable'));
  }

  async #same(as: AccountName, call: string, input: Members, expected: string | undefined): Promise<Members | undefined> {
    const { answer, error } = await outcomeOf(this.service, { as, call, with: input });
    mustEqual({ call, as, input, code: error?.code }, { call, as, input, code: expected });
    const key = `${call} ${expected ?? 'done'}`;
    this.outcomes.set(key, (this.outcomes.get(key) ?? 0) + 1);
    return answer;
  }

  async #ids(as: AccountName, call: string, list: string): Promise<unknown[]> {
    const answer = await this.service.call(as, call, {});
    return (answer[list] as Members[]).map(({ id }) => id);
  }
}

function pick<T>(list: readonly T[], number: number): { at: number; value: T } | undefined {
  const at = list.length === 0 ? 0 : list.length - 1 - (number % list.length);
  const value = list[at];
  return value === undefined ? undefined : { at, value };
}

function idIn(answer: Members, member: string): string {
  return (answer[member] as { id: string }).id;
}

function listIn(answer: Members | undefined, name: string): Members[] {
  return (answer?.[name] ?? []) as Members[];
}
