import { join } from 'node:path';
import { checkAgainst, readYaml, type YamlFile } from '@parley/contract';
import type { Problem } from '@parley/errors';
import { explainChannel } from './channels';
import { checkHours } from './checks/check-hours';
import { checkInbox } from './checks/check-inbox';
import { checkNames } from './checks/check-names';
import { checkZones } from './checks/check-zones';
import { type Plan, planSchema } from './schema/plan';

export interface PlanDraft {
  plan?: Plan;
  file?: YamlFile;
  problems: Problem[];
}

/** Reads owner/plan.yaml below `root` and checks what needs no other file. */
export async function draftPlan(root: string): Promise<PlanDraft> {
  const label = 'owner/plan.yaml';
  const { file, problems } = await readYaml(join(root, label), label, 'it says what the owner predicts and sends');
  if (!file || problems.length > 0) return { problems: [...problems] };
  const { value: plan, problems: shape } = checkAgainst(planSchema, file, explainChannel);
  if (!plan) return { file, problems: shape };
  const at = (...path: (string | number)[]) => file.valueAt(path);
  return { plan, file, problems: [checkNames, checkZones, checkHours, checkInbox].flatMap((check) => check(plan, at)) };
}
