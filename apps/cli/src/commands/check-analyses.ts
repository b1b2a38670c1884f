import { judge } from '@parley/analysis-rules';
import { analysisRequest, refusalProblem } from '@parley/clean-room';
import { type Analysis, columnOfRole, type Contract } from '@parley/contract';
import type { Problem } from '@parley/errors';
import type { Plan } from '@parley/owner-plan';

/** Analyses that the contract's own rules refuse, or that return less than the plan needs: told now, not when they run. */
export async function analysisProblems(contract: Contract, plan: Plan): Promise<Problem[]> {
  const found: Problem[] = [];
  for (const { partner, analyses } of contract.collaborations) {
    for (const analysis of analyses) found.push(...(await judged(analysis, partner, contract, plan)));
  }
  return found;
}

async function judged(analysis: Analysis, partner: string, contract: Contract, plan: Plan): Promise<Problem[]> {
  const verdict = await judge(analysisRequest(contract, partner, analysis));
  const file = `owner/${analysis.sql}`;
  if (!verdict.allowed) return verdict.refusals.map((refusal) => ({ ...refusalProblem(refusal), file }));
  if (analysis.kind !== 'match') return [];
  return needed(contract, plan, partner)
    .filter((column) => !verdict.output.includes(column))
    .map((column) => notReturned(file, analysis.name, column));
}

/** What a match analysis must return: the key that joins it to the owner's rows, and the partner's features. */
function needed({ owner }: Contract, { model }: Plan, partner: string): string[] {
  const table = owner.tables.find(({ name }) => name === model.label.table);
  const key = table && columnOfRole(table, 'key');
  return [...(key ? [key.name] : []), ...(model.features.partners[partner] ?? [])];
}

const notReturned = (file: string, analysis: string, column: string): Problem => ({
  file,
  code: 'ANALYSIS_LACKS_COLUMN',
  message: `the match analysis ${analysis} does not return \`${column}\``,
  repair: `select it, under just this name; if ${analysis} only counts groups, make its kind insight`,
});
