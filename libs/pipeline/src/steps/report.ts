import { type AnalysisRule, relationName, type TableSpec } from '@parley/contract';
import { type ReportData, renderReport } from '@parley/report';
import { type ColumnTable, readParquet } from '@parley/tabular';
import { outUri } from '../buckets';
import type { Ports, Run } from '../ports';
import type { RunFacts } from '../report-facts';
import type { StepTiming } from '../step-runner';
import { tableOf } from './tables';

/** What a report says of the run itself. */
export interface RunNotes {
  syntheticPeople: boolean;
  steps: readonly StepTiming[];
  seconds: number;
  peakRssMb: number;
}

/** Writes `report.json` and `report.html`. */
export async function report(facts: RunFacts, notes: RunNotes, run: Run, ports: Ports): Promise<ReportData> {
  const released = await readReleased(facts, ports);
  const data: ReportData = {
    contract: ports.contract.name,
    runId: run.id,
    seed: run.seed,
    madeAt: ports.now.toISOString(),
    synthetic: {
      people: notes.syntheticPeople,
      consent: 'madeUp' in ports.plan.contacts.consent,
      zones: 'madeUp' in ports.plan.contacts.zone,
    },
    parties: parties(facts, ports),
    matching: matching(facts, ports),
    queries: queries(facts, released, ports),
    insights: insights(facts, released, ports),
    model: model(facts, ports),
    segments: facts.segments.map(({ name, size, describes, waterfall }) => ({ name, size, describes, waterfall })),
    activation: facts.activation.map(({ campaign, segment, channel, approved, audience, sent, unknown, heldBack }) => ({
      campaign,
      segment,
      channel,
      approved,
      audience,
      sent,
      unknown,
      heldBack,
    })),
    disclosed: disclosed(facts, released, ports),
    steps: [...notes.steps],
    seconds: notes.seconds,
    peakRssMb: notes.peakRssMb,
  };
  await ports.store.put(outUri('report.json'), `${JSON.stringify(data, null, 2)}\n`);
  await ports.store.put(outUri('report.html'), renderReport(data));
  return data;
}

/** The rows that each analysis released, by its name. The owner received them, so it may count them. */
async function readReleased({ analyses }: RunFacts, ports: Ports): Promise<Map<string, ColumnTable>> {
  const tables = new Map<string, ColumnTable>();
  for (const { name, result } of analyses) tables.set(name, await ports.store.withFile(result.resultUri, (path) => readParquet(path)));
  return tables;
}

/** Rows of the table by which a party knows people: the label's table for the owner, the first configured one for a partner. */
function parties({ intake }: RunFacts, { contract, plan }: Ports): ReportData['parties'] {
  return [contract.owner, ...contract.partners].map((party) => {
    const people = party.role === 'owner' ? plan.model.label.table : party.tables.find((table) => table.allowedColumns)?.name;
    const found = intake.find((one) => one.party === party.id && one.table === people)?.result;
    return { name: party.name, role: party.role, rows: found?.rows ?? 0, quarantined: found?.quarantined ?? 0 };
  });
}

function matching(facts: RunFacts, ports: Ports): ReportData['matching'] {
  const { contract } = ports;
  const known = parties(facts, ports);
  return facts.features.matched.map(({ partner, byAnalysis }) => {
    const analyses = contract.collaborations.find((one) => one.partner === partner)?.analyses.filter(({ kind }) => kind === 'match') ?? [];
    const by = (column: string) => byAnalysis.reduce((sum, count, index) => sum + (analyses[index]?.sqlText.includes(column) ? count : 0), 0);
    const matched = byAnalysis.reduce((sum, count) => sum + count, 0);
    const name = contract.partners.find(({ id }) => id === partner)?.name ?? partner;
    return {
      partner,
      ownerRows: facts.features.rows,
      partnerRows: known.find((party) => party.name === name)?.rows ?? 0,
      matched,
      rate: matched / facts.features.rows,
      byEmail: by('hashed_email'),
      byPhone: by('hashed_phone'),
    };
  });
}

function queries({ analyses }: RunFacts, released: ReadonlyMap<string, ColumnTable>, ports: Ports): ReportData['queries'] {
  return analyses.map(({ partner, name, kind, result }) => {
    const tables = tablesOf(name, partner, ports);
    return {
      name,
      partner,
      kind,
      status: result.status,
      rows: released.get(name)?.rows ?? 0,
      tables: tables.map((table) => table.name),
      seconds: result.seconds,
      columns: released.get(name)?.columns.map((column) => column.name) ?? [],
      rule: [...new Set(tables.map((table) => table.analysisRule?.analysisRuleType ?? 'none'))].join(', '),
    };
  });
}

function insights({ analyses }: RunFacts, released: ReadonlyMap<string, ColumnTable>, ports: Ports): ReportData['insights'] {
  return analyses
    .filter(({ kind }) => kind === 'insight')
    .map(({ name, partner }) => {
      const { rows, columns } = released.get(name) ?? { rows: 0, columns: [] };
      return {
        name,
        partner,
        columns: columns.map((column) => column.name),
        rows: Array.from({ length: rows }, (_, row) => columns.map(({ values }) => (typeof values[row] === 'boolean' ? String(values[row]) : (values[row] as string | number | null)))),
        thresholds: tablesOf(name, partner, ports).flatMap((table) => thresholds(table)),
      };
    });
}

function thresholds({ name, analysisRule }: TableSpec): string[] {
  if (analysisRule?.analysisRuleType !== 'AGGREGATION') return [];
  return analysisRule.analysisRulePolicy.v1.aggregation.outputConstraints.map(
    ({ columnName, minimum }) => `at least ${minimum} distinct ${columnName} of ${name} behind each row`,
  );
}

/** The configured tables of the pair that an analysis names. */
function tablesOf(analysis: string, partner: string, ports: Ports): TableSpec[] {
  const { contract } = ports;
  const sql = contract.collaborations.find((one) => one.partner === partner)?.analyses.find((one) => one.name === analysis)?.sqlText ?? '';
  const pair = [contract.owner, ...contract.partners.filter(({ id }) => id === partner)];
  return pair.flatMap((party) =>
    party.tables.filter((table) => table.allowedColumns && new RegExp(`\\b${relationName(table.name)}\\b`, 'i').test(sql)).map(({ name }) => tableOf(party, name)),
  );
}

function model({ judgement, gate }: RunFacts, { plan }: Ports): ReportData['model'] {
  const { name, label } = plan.model;
  return { name, label: `${label.column} = ${label.positive}`, ...judgement, gate };
}

const PROMISE: Record<AnalysisRule['analysisRuleType'], ReportData['disclosed'][number]['promise'] | undefined> = {
  LIST: 'row-level enrichment of matched people',
  AGGREGATION: 'groups above a threshold',
  CUSTOM: undefined,
};

/** What each analysis brought out of a partner's account; an owner's tables go to nobody. */
function disclosed({ analyses }: RunFacts, released: ReadonlyMap<string, ColumnTable>, ports: Ports): ReportData['disclosed'] {
  const { contract } = ports;
  return analyses.flatMap(({ name, partner, result }) => {
    const party = contract.partners.find(({ id }) => id === partner);
    const tables = tablesOf(name, partner, ports).filter((table) => party?.tables.includes(table));
    const type = tables[0]?.analysisRule?.analysisRuleType;
    const promise = type && PROMISE[type];
    if (!party || !promise || result.status !== 'SUCCESS') return [];
    const theirs = new Set(tables.flatMap((table) => table.allowedColumns ?? []));
    const { rows, columns } = released.get(name) ?? { rows: 0, columns: [] };
    const named = columns.map((column) => column.name);
    return [
      {
        party: party.name,
        to: contract.owner.name,
        what: `${name}: ${tables.map((table) => table.description ?? table.name).join(' ')}`,
        rows,
        columns: type === 'LIST' ? named.filter((column) => theirs.has(column)) : named,
        promise,
      },
    ];
  });
}
