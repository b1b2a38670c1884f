import { OTHER_TYPES } from './other-types';
import { type Plan, readPlan } from './plan/plan';
import type { PlannedResource } from './plan/planned-resource';
import type { Finding, Rule } from './rule';
import { RULES } from './rules';
import { type Suppression, SUPPRESSIONS } from './suppressions';

/**
 * What in a plan breaks a rule and is not suppressed; types that nobody has thought about; suppressions without use. In the order of
 * the plan's resources.
 *
 * @param plan what `terraform show -json <plan>` writes
 * @throws inputError `PLAN_NOT_READABLE`
 */
export function scan(plan: unknown, suppressions: readonly Suppression[] = SUPPRESSIONS): Finding[] {
  const read = readPlan(plan);
  const found = read.resources.flatMap((resource) => findingsOf(resource, read));
  const isSuppressed = ({ rule, address }: Finding) => suppressions.some((one) => one.rule === rule && covers(one, address));
  return [...found.filter((finding) => !isSuppressed(finding)), ...unused(suppressions, read, found)];
}

function findingsOf(resource: PlannedResource, plan: Plan): Finding[] {
  const rules = RULES.filter(({ types }) => types.includes(resource.type));
  if (rules.length === 0 && !(resource.type in OTHER_TYPES)) return [unknownType(resource)];
  return rules.filter((rule) => !rule.holds(resource, plan)).map((rule) => finding(rule, resource, plan));
}

function finding({ id, says, repair, where }: Rule, resource: PlannedResource, plan: Plan): Finding {
  const place = where ? ` (${where(resource, plan)})` : '';
  return { rule: id, address: resource.address, message: `not so: ${says}${place}`, repair };
}

const unknownType = ({ address, type }: PlannedResource): Finding => ({
  rule: 'TYPE_KNOWN',
  address,
  message: `no rule knows ${type}, so nobody has said what it must keep to`,
  repair: 'add rules for it to tools/policy-scan/rules, or say in other-types.ts why it needs none',
});

/** A suppression whose resource is there and keeps the rule: it would hide the day that it breaks it. */
function unused(suppressions: readonly Suppression[], { resources }: Plan, found: readonly Finding[]): Finding[] {
  return suppressions
    .filter((suppression) => resources.some((resource) => covers(suppression, resource.address)))
    .filter((suppression) => !found.some((one) => one.rule === suppression.rule && covers(suppression, one.address)))
    .map(({ rule, address }) => ({
      rule: 'SUPPRESSION_USED',
      address: address.source,
      message: `the suppression of ${rule} lets nothing through: the rule holds without it`,
      repair: 'take it out of tools/policy-scan/suppressions.ts',
    }));
}

const covers = ({ address }: Suppression, of: string): boolean => address.exec(of)?.[0] === of;
