import type { AccountName } from './test-service';

/** What a random test does; numbers choose among what there is. */
export interface Command {
  do: 'create' | 'join' | 'leave' | 'remove' | 'delete' | 'configure' | 'drop' | 'associate' | 'dissociate';
  as: AccountName;
  one: number;
  other: number;
}

type Status = 'INVITED' | 'ACTIVE' | 'LEFT' | 'REMOVED';

export interface ModelCollaboration {
  creator: AccountName;
  deleted: boolean;
  members: Map<AccountName, Status>;
}

export interface ModelMembership {
  of: ModelCollaboration;
  account: AccountName;
  status: 'ACTIVE' | 'REMOVED' | 'COLLABORATION_DELETED' | 'gone';
}

export interface ModelTable {
  account: AccountName;
  gone: boolean;
}

export interface ModelAssociation {
  membership: ModelMembership;
  table: ModelTable;
  name: string;
  gone: boolean;
}

/** The life of collaborations as the documents tell it, in the fewest words (clean-rooms-semantics.md 1.2, 1.3). */
export class Model {
  readonly collaborations: ModelCollaboration[] = [];
  readonly memberships: ModelMembership[] = [];
  readonly tables: ModelTable[] = [];
  readonly associations: ModelAssociation[] = [];

  create(as: AccountName, invited: readonly AccountName[]): void {
    const members = new Map<AccountName, Status>([[as, 'INVITED'], ...invited.map((account) => [account, 'INVITED'] as const)]);
    this.collaborations.push({ creator: as, deleted: false, members });
  }

  /** The code of the refusal, or nothing after doing it. */
  join(as: AccountName, of: ModelCollaboration): string | undefined {
    if (!seen(as, of)) return 'AccessDeniedException';
    if (of.members.get(as) === 'ACTIVE') return 'ConflictException';
    of.members.set(as, 'ACTIVE');
    this.memberships.push({ of, account: as, status: 'ACTIVE' });
    return undefined;
  }

  leave(as: AccountName, membership: ModelMembership): string | undefined {
    const { of, account, status } = membership;
    if (account !== as || status === 'gone') return 'ResourceNotFoundException';
    if (of.creator === as && status === 'ACTIVE') return 'ConflictException';
    if (this.associations.some((one) => !one.gone && one.membership === membership)) return 'ConflictException';
    if (status === 'ACTIVE') of.members.set(as, 'LEFT');
    membership.status = 'gone';
    return undefined;
  }

  remove(as: AccountName, of: ModelCollaboration, account: AccountName): string | undefined {
    if (!seen(as, of) || of.creator !== as) return 'AccessDeniedException';
    const status = of.members.get(account);
    if (!status) return 'ResourceNotFoundException';
    if (account === of.creator) return 'ValidationException';
    if (status !== 'INVITED' && status !== 'ACTIVE') return 'ConflictException';
    of.members.set(account, 'REMOVED');
    this.#mark(of, account, 'REMOVED');
    return undefined;
  }

  delete(as: AccountName, of: ModelCollaboration): string | undefined {
    if (!seen(as, of) || of.creator !== as) return 'AccessDeniedException';
    of.deleted = true;
    for (const account of of.members.keys()) this.#mark(of, account, 'COLLABORATION_DELETED');
    return undefined;
  }

  drop(as: AccountName, table: ModelTable): string | undefined {
    if (table.account !== as || table.gone) return 'ResourceNotFoundException';
    if (this.associations.some((one) => !one.gone && one.table === table)) return 'ConflictException';
    table.gone = true;
    return undefined;
  }

  associate(as: AccountName, membership: ModelMembership, table: ModelTable, name: string): string | undefined {
    if (membership.account !== as || membership.status === 'gone') return 'ResourceNotFoundException';
    if (membership.status !== 'ACTIVE') return 'ConflictException';
    if (table.account !== as || table.gone) return 'ResourceNotFoundException';
    const taken = this.associations.some((one) => !one.gone && one.membership.of === membership.of && one.name === name);
    if (taken) return 'ConflictException';
    this.associations.push({ membership, table, name, gone: false });
    return undefined;
  }

  dissociate(as: AccountName, association: ModelAssociation): string | undefined {
    if (association.membership.account !== as || association.gone) return 'ResourceNotFoundException';
    association.gone = true;
    return undefined;
  }

  /** Names of the tables that a joined member sees. */
  schemas(of: ModelCollaboration): string[] {
    return this.associations.filter(({ membership, gone }) => !gone && membership.of === of && membership.status === 'ACTIVE').map(({ name }) => name);
  }

  #mark(of: ModelCollaboration, account: AccountName, status: ModelMembership['status']): void {
    for (const one of this.memberships) if (one.of === of && one.account === account && one.status === 'ACTIVE') one.status = status;
  }
}

/** Invited to it or in it, and it lives. */
export function seen(as: AccountName, { deleted, members }: ModelCollaboration): boolean {
  return !deleted && ['INVITED', 'ACTIVE'].includes(members.get(as) ?? '');
}
