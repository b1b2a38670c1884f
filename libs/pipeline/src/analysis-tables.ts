import { judge } from '@parley/analysis-rules';
import { analysisRequest } from '@parley/clean-room';
import { relationName, type TableSpec } from '@parley/contract';
import type { Ports } from './ports';

/** A table that an analysis reads, and whose it is. */
export interface AnalysisTable {
  party: string;
  table: TableSpec;
}

/** The tables that an analysis reads, as the rules see them. @throws Error where the rules refuse it: it never ran then. */
export async function analysisTables(partner: string, analysis: string, { contract }: Ports): Promise<AnalysisTable[]> {
  const { owner, partners, collaborations } = contract;
  const found = collaborations.find((one) => one.partner === partner)?.analyses.find(({ name }) => name === analysis);
  if (!found) throw new Error(`no analysis ${analysis} with ${partner} in the contract`);
  const verdict = await judge(analysisRequest(contract, partner, found));
  if (!verdict.allowed) throw new Error(`the rules refuse ${analysis}`);
  const read = new Set(verdict.reads.map(({ table }) => table));
  return [owner, ...partners.filter(({ id }) => id === partner)].flatMap((party) =>
    party.tables.filter(({ allowedColumns, name }) => allowedColumns && read.has(relationName(name))).map((table) => ({ party: party.id, table })),
  );
}
