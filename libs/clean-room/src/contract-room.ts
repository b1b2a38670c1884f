import type { AnalysisRequest, TemplateRequest } from '@parley/analysis-rules';
import { type Analysis, type Contract, pairDatabase, relationName } from '@parley/contract';
import { partnerUnknown } from './errors';
import type { AssociatedTable, Room, RoomTemplate } from './room';
import { roomTables } from './room-tables';

/**
 * The owner's membership with one partner, as a contract describes it: the owner runs the queries and receives the
 * results. Each party's tables lie in the database that is named for the pair.
 *
 * Throws PARTNER_UNKNOWN (input).
 */
export function contractRoom(contract: Contract, partnerId: string, membershipId: string): Room {
  const { owner, partners } = contract;
  const partner = partners.find(({ id }) => id === partnerId);
  if (!partner) throw partnerUnknown(partnerId, partners.map(({ id }) => id));
  const tables = roomTables(contract, partnerId).map((table): AssociatedTable => {
    const [party, counterpart] = table.owner === owner.account ? [owner, partner] : [partner, owner];
    const data = { account: party.account, database: pairDatabase(party.id, counterpart.id), table: table.name };
    const budget = party.tables.find(({ name }) => relationName(name) === table.name)?.accessBudget;
    return { table, data, ...(budget && { budget }) };
  });
  return {
    membershipId,
    collaboration: `${owner.id}-${partnerId}`,
    runner: owner.account,
    receivers: [owner.account],
    tables,
    templates: roomTemplates(contract, partnerId),
  };
}

/** The analysis templates of the owner's collaboration with a partner; analyses may share one. */
function roomTemplates({ collaborations }: Contract, partnerId: string): RoomTemplate[] {
  const analyses = collaborations.find(({ partner }) => partner === partnerId)?.analyses ?? [];
  return [...new Map(analyses.flatMap((analysis) => templateOf(analysis) ?? []).map((template) => [template.arn, template])).values()];
}

function templateOf({ sqlText, analysisTemplate }: Analysis): RoomTemplate | undefined {
  if (!analysisTemplate) return undefined;
  const { arn, analysisParameters } = analysisTemplate;
  // arn:aws:cleanrooms:REGION:ACCOUNT:…
  return { arn, creator: arn.split(':')[4]!, text: sqlText, parameters: analysisParameters };
}

/** What the rules judge when the owner runs an analysis of the contract: its SQL, or its template with the analysis's values. */
export function analysisRequest(contract: Contract, partnerId: string, analysis: Analysis): AnalysisRequest | TemplateRequest {
  const { account } = contract.owner;
  const asked = { runner: account, receivers: [account], tables: roomTables(contract, partnerId) };
  const template = templateOf(analysis);
  if (!template) return { ...asked, sql: analysis.sqlText };
  return { ...asked, template: { ...template, values: analysis.analysisTemplate?.parameters ?? {} } };
}
