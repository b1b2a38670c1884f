import type { Plan } from './plan/plan';
import type { PlannedResource } from './plan/planned-resource';

/** One thing that every resource of some types must keep to. */
export interface Rule {
  id: string;
  /** The rules of checkov that it is modelled on; none for one of Parley's own. */
  like?: readonly string[];
  types: readonly string[];
  /** What is wanted, as a sentence. */
  says: string;
  /** What to write. */
  repair: string;
  holds(resource: PlannedResource, plan: Plan): boolean;
  /** Where in the resource it does not hold, such as the statements' names. Never a value. */
  where?(resource: PlannedResource, plan: Plan): string;
}

export interface Finding {
  rule: string;
  /** Of the resource, as Terraform writes it. */
  address: string;
  message: string;
  repair: string;
}
