import type { Plan } from '../plan/plan';
import type { PlannedResource } from '../plan/planned-resource';
import type { Rule } from '../rule';
import { type Statement, statementsOf } from './policy-document';

/** Which attribute of a type holds a policy. */
export type PolicyAttributes = Readonly<Record<string, string>>;

export interface StatementRule extends Pick<Rule, 'id' | 'like' | 'says' | 'repair'> {
  in: PolicyAttributes;
  /** Whether a statement breaks the rule. */
  breaks(statement: Statement, resource: PlannedResource, plan: Plan): boolean;
}

/** A rule that every statement must keep to. A policy that can't be read is POLICY_READABLE's to tell. */
export function statementRule({ in: attributes, breaks, ...rule }: StatementRule): Rule {
  const broken = (resource: PlannedResource, plan: Plan) => policyOf(resource, attributes).filter((statement) => breaks(statement, resource, plan));
  return {
    ...rule,
    types: Object.keys(attributes),
    holds: (resource, plan) => broken(resource, plan).length === 0,
    where: (resource, plan) => `statement ${broken(resource, plan).map(({ Sid }) => Sid ?? 'without Sid').join(', ')}`,
  };
}

function policyOf(resource: PlannedResource, attributes: PolicyAttributes): readonly Statement[] {
  const attribute = attributes[resource.type] ?? '';
  return resource.isWritten(attribute) ? (statementsOf(resource, attribute) ?? []) : [];
}
