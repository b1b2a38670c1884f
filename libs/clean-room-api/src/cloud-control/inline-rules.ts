import { isDeepStrictEqual } from 'node:util';
import type { Members } from '../operation';
import { toApi, toCloudFormation } from './case';
import type { Invoke } from './invoke';

/** CloudFormation writes a resource's analysis rules inside it; the API has operations of their own for them. */
export interface InlineRules {
  /** `ConfiguredTableAnalysisRule`: what the operations' names end in. */
  noun: string;
  /** What names the resource in those operations. */
  owner: Members;
}

interface Rule {
  Type: string;
  Policy: unknown;
}

export async function createRules(invoke: Invoke, { noun, owner }: InlineRules, rules: unknown): Promise<void> {
  for (const { Type, Policy } of (rules ?? []) as Rule[]) {
    await invoke(`Create${noun}`, { ...owner, analysisRuleType: Type, analysisRulePolicy: toApi(Policy) });
  }
}

export async function readRules(invoke: Invoke, { noun, owner }: InlineRules, types: unknown): Promise<Rule[]> {
  return Promise.all(
    ((types ?? []) as string[]).map(async (type) => {
      const { analysisRule } = (await invoke(`Get${noun}`, { ...owner, analysisRuleType: type })) as { analysisRule: Members };
      return { Type: type, Policy: toCloudFormation(analysisRule.policy) };
    }),
  );
}

/** Takes away first: a resource may have one rule only. */
export async function updateRules(invoke: Invoke, { noun, owner }: InlineRules, before: unknown, after: unknown): Promise<void> {
  const [old, wanted] = [(before ?? []) as Rule[], (after ?? []) as Rule[]];
  for (const { Type } of old.filter((rule) => !wanted.some((one) => one.Type === rule.Type))) {
    await invoke(`Delete${noun}`, { ...owner, analysisRuleType: Type });
  }
  for (const { Type, Policy } of wanted) {
    const same = old.find((rule) => rule.Type === Type);
    if (same && isDeepStrictEqual(same.Policy, Policy)) continue;
    await invoke(`${same ? 'Update' : 'Create'}${noun}`, { ...owner, analysisRuleType: Type, analysisRulePolicy: toApi(Policy) });
  }
}
