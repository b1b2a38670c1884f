import facts from './query-quotas.json';
import { tooManyQueries } from './errors';

/** How many queries may run at once. */
export interface QueryQuotas {
  perAccount: number;
  perMembership: number;
}

interface Running {
  account: string;
  membershipId: string;
}

/** The queries that run now, and what room is left for more. */
export class RunningQueries {
  readonly #running = new Map<string, Running>();
  readonly #told: Partial<QueryQuotas>;

  /** AWS's quotas unless told. */
  constructor(told: Partial<QueryQuotas> = {}) {
    this.#told = told;
  }

  /** Counts one more, at once, so that of two that come together one is refused. Throws ServiceQuotaExceededException (402). */
  add(id: string, running: Running, region: string): void {
    const { perAccount, perMembership } = facts.quotas;
    const ofAccount = this.#told.perAccount ?? (perAccount.regions as Record<string, number>)[region] ?? perAccount.value;
    const ofMembership = this.#told.perMembership ?? perMembership.value;
    if (this.#count(({ account }) => account === running.account) >= ofAccount) throw tooManyQueries(perAccount.name, ofAccount);
    if (this.#count(({ membershipId }) => membershipId === running.membershipId) >= ofMembership) throw tooManyQueries(perMembership.name, ofMembership);
    this.#running.set(id, running);
  }

  remove(id: string): void {
    this.#running.delete(id);
  }

  /** Query id and membership of each. */
  all(): { id: string; membershipId: string }[] {
    return [...this.#running].map(([id, { membershipId }]) => ({ id, membershipId }));
  }

  #count(which: (running: Running) => boolean): number {
    return [...this.#running.values()].filter(which).length;
  }
}
