import type { ServiceData } from '../data/service-data';
import type { ServiceEvents } from '../events/service-events';
import type { Operation } from '../operation';
import type { Quotas } from '../operations/quota-limits';
import type { AccessBudgetUse } from './access-budget-use';
import type { State } from './state';

/** What every operation works on. */
export interface ServiceParts {
  state: State;
  /** The time now. */
  clock: () => Date;
  /** A new UUID, lower case. */
  ids: () => string;
  data: ServiceData;
  events: ServiceEvents;
  /** How much of each access budget is used up. */
  budgets: AccessBudgetUse;
  /** AWS's defaults unless told. */
  quotas?: Partial<Quotas>;
}

/** An operation of this service. */
export type ServiceOperation = Operation<ServiceParts>;
