import { type CleanRooms, paginateListConfiguredTables, paginateListProtectedQueries } from '@aws-sdk/client-cleanrooms';
import { verifyAudit } from '@parley/clean-room';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Driver, ENDED } from './operate';
import { ANSWER, BUCKET, BUDGET } from './scene';

export interface Found {
  wrong: string[];
  tables: number;
  queries: Record<string, number>;
}

/** Holds what a reopened server has against what the driver was told. */
export async function inspect({ owner, partner, scene, model }: Driver, folder: string): Promise<Found> {
  const tables = await tablesOf(partner);
  const wrong = model.settle(tables);
  const queries: Record<string, number> = {};
  const listed = new Set<string>();
  for await (const { protectedQueries = [] } of paginateListProtectedQueries({ client: owner }, { membershipIdentifier: scene.membership })) {
    for (const { id = '', status = '' } of protectedQueries) {
      listed.add(id);
      queries[status] = (queries[status] ?? 0) + 1;
      const place = join(folder, 's3', BUCKET, 'killed', id);
      const files = existsSync(place) ? readdirSync(place) : [];
      if (!ENDED.includes(status)) wrong.push(`query ${id} is ${status}`);
      if (status === 'SUCCESS' && !isAnswer(place, files)) wrong.push(`query ${id} has no whole result: ${files.join(', ')}`);
      if (status !== 'SUCCESS' && files.length > 0) wrong.push(`query ${id} is ${status} and left ${files.join(', ')}`);
    }
  }
  for (const id of model.queries) if (!listed.has(id)) wrong.push(`query ${id} was acknowledged and is gone`);
  wrong.push(...(await auditProblems(folder, listed)), ...(await budgetProblems({ partner, scene, model }, listed.size)));
  return { wrong, tables: tables.size, queries };
}

async function tablesOf(partner: CleanRooms): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  for await (const { configuredTableSummaries = [] } of paginateListConfiguredTables({ client: partner }, {})) {
    for (const { id = '', name } of configuredTableSummaries) {
      if (name !== 'made') continue;
      found.set(id, (await partner.getConfiguredTable({ configuredTableIdentifier: id })).configuredTable?.description ?? '');
    }
  }
  return found;
}

function isAnswer(place: string, files: readonly string[]): boolean {
  if (files.length !== 1) return false;
  const [header, ...rows] = readFileSync(join(place, files[0] ?? ''), 'utf8').trim().split('\n');
  return JSON.stringify([header, ...rows.sort()]) === JSON.stringify(ANSWER);
}

/** Each query was begun once and ended once, and the chain holds. */
async function auditProblems(folder: string, listed: ReadonlySet<string>): Promise<string[]> {
  const file = join(folder, 'state/audit.jsonl');
  const entries = readFileSync(file, 'utf8').split('\n').filter(Boolean).map((line) => (JSON.parse(line) as { entry: { kind: string; queryId: string } }).entry);
  const said = entries.map(({ kind, queryId }) => `${kind} ${queryId}`);
  const twice = said.filter((one, index) => said.indexOf(one) !== index).map((one) => `the audit has twice: ${one}`);
  const missing = [...listed].flatMap((id) => ['submission', 'termination'].filter((kind) => !said.includes(`${kind} ${id}`)).map((kind) => `the audit has no ${kind} of ${id}`));
  return [...twice, ...missing, ...((await verifyAudit(file)).intact ? [] : ['the audit is not intact'])];
}

/** A use for each query that is known; one more, at most, for each that a kill cut off before it was recorded. */
async function budgetProblems({ partner, scene, model }: Pick<Driver, 'partner' | 'scene' | 'model'>, queries: number): Promise<string[]> {
  const { privacyBudgetSummaries = [] } = await partner.listPrivacyBudgets({ membershipIdentifier: scene.partnerMembership, privacyBudgetType: 'ACCESS_BUDGET' });
  const left = privacyBudgetSummaries[0]?.budget?.accessBudget?.aggregateRemainingBudget ?? Number.NaN;
  const used = BUDGET - left;
  return used >= queries && used <= queries + model.perhapsStarted ? [] : [`${used} uses of the budget for ${queries} queries, ${model.perhapsStarted} in doubt`];
}
