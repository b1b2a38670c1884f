import type { Members } from '../operation';
import type { Invoke } from './invoke';

/** A resource in CloudFormation's words: members in PascalCase. */
export type Properties = Members;

/** One CloudFormation type over the service's operations. It knows which calls to make, and nothing of their behaviour. */
export interface ResourceType {
  /** The type's last part. */
  name: string;
  /** Makes it; gives all its properties, the read-only ones included. */
  create(invoke: Invoke, desired: Properties): Promise<Properties>;
  /** Throws Refused where there is none. */
  read(invoke: Invoke, identifier: Properties): Promise<Properties>;
  /** Both hold all properties; create-only ones are equal. */
  update(invoke: Invoke, before: Properties, after: Properties): Promise<void>;
  delete(invoke: Invoke, identifier: Properties): Promise<void>;
  /** The identifiers of those that the caller has. `model` narrows, such as to a membership. */
  list(invoke: Invoke, model: Properties): Promise<Properties[]>;
}
