import type { Analysis, AnalysisRule } from '@parley/contract';
import { type ReportData, renderReport } from '@parley/report';
import { type ColumnTable, readParquet, type Value } from '@parley/tabular';
import { type AnalysisTable, analysisTables } from '../analysis-tables';
import { outUri } from '../buckets';
import { partnerColumn } from '../features-sql';
import type { AnalysisResult } from '../machine/payloads';
import type { Ports, Run } from '../ports';
import type { RunFacts } from '../report-facts';
import type { StepTiming } from '../step-runner';

/** What a report says of the run itself. */
export interface RunNotes {
  syntheticPeople: boolean;
  /** The partner whose real file meets a made-up owner. */
  rehearsedAs?: string;
  steps: readonly StepTiming[];
  seconds: number;
  peakRssMb: number;
}

/** Writes `report.json` and `report.html`. */
export async function report(facts: RunFacts, notes: RunNotes, run: Run, ports: Ports): Promise<ReportData> {
  const released = await readReleased(facts, ports);
  const { contract, plan } = ports;
  const data: ReportData = {
    contract: contract.name,
    runId: run.id,
    seed: run.seed,
    madeAt: ports.now.toISOString(),
    synthetic: {
      people: notes.syntheticPeople,
      consent: 'madeUp' in plan.contacts.consent,
      zones: 'madeUp' in plan.contacts.zone,
    },
    ...(notes.rehearsedAs === undefined ? {} : { rehearsedAs: notes.rehearsedAs }),
    parties: parties(facts, ports),
    matching: matching(facts, ports),
    queries: queries(released, ports),
    insights: insights(released, ports),
    model: model(facts, ports),
    segments: facts.segments.map(({ name, size, describes, waterfall }) => ({ name, size, describes, waterfall })),
    activation: facts.activation.map(({ audienceSha256: _hash, approval: _approval, ...campaign }) => campaign),
    ...(plan.outcome ? { outcome: { type: plan.outcome.type, days: plan.outcome.days } } : {}),
    disclosed: disclosed(released, ports),
    steps: [...notes.steps],
    seconds: notes.seconds,
    peakRssMb: notes.peakRssMb,
  };
  await ports.store.put(outUri('report.json'), `${JSON.stringify(data, null, 2)}\n`);
  await ports.store.put(outUri('report.html'), renderReport(data));
  return data;
}

/** An analysis, the tables it read and the rows it released. The owner received them, so it may count them. */
interface Released extends AnalysisResult {
  kind: Analysis['kind'];
  tables: AnalysisTable[];
  rows: ColumnTable;
}

async function readReleased({ analyses }: RunFacts, ports: Ports): Promise<Released[]> {
  const released: Released[] = [];
  for (const analysis of analyses) {
    const tables = await analysisTables(analysis.partner, analysis.analysis, ports);
    const kind = kindOf(analysis, ports);
    released.push({ ...analysis, kind, tables, rows: await ports.store.withFile(analysis.resultUri, (path) => readParquet(path)) });
  }
  return released;
}

const kindOf = ({ partner, analysis }: AnalysisResult, { contract }: Ports): Analysis['kind'] =>
  contract.collaborations.find((one) => one.partner === partner)?.analyses.find(({ name }) => name === analysis)?.kind ?? 'insight';

/** Rows of the table by which a party knows people: the label's table for the owner, the first configured one for a partner. */
function parties({ intake }: RunFacts, { contract, plan }: Ports): ReportData['parties'] {
  return [contract.owner, ...contract.partners].map((party) => {
    const people = party.role === 'owner' ? plan.model.label.table : party.tables.find((table) => table.allowedColumns)?.name;
    const found = intake.find((one) => one.party === party.id && one.table === people)?.result;
    return { name: party.name, role: party.role, rows: found?.rows ?? 0, quarantined: found?.quarantined ?? 0 };
  });
}

function matching(facts: RunFacts, ports: Ports): ReportData['matching'] {
  const known = parties(facts, ports);
  return facts.features.matched.map(({ partner, byAnalysis }) => {
    const analyses = ports.contract.collaborations.find((one) => one.partner === partner)?.analyses.filter(({ kind }) => kind === 'match') ?? [];
    const by = (column: string) => byAnalysis.reduce((sum, count, index) => sum + (analyses[index]?.sqlText.includes(column) ? count : 0), 0);
    const matched = byAnalysis.reduce((sum, count) => sum + count, 0);
    const name = nameOf(partner, ports);
    return {
      partner: name,
      ownerRows: facts.features.rows,
      partnerRows: known.find((party) => party.name === name)?.rows ?? 0,
      matched,
      rate: matched / facts.features.rows,
      byEmail: by('hashed_email'),
      byPhone: by('hashed_phone'),
    };
  });
}

function queries(released: readonly Released[], ports: Ports): ReportData['queries'] {
  return released.map(({ analysis: name, partner, kind, status, seconds, tables, rows }) => ({
    name,
    partner: nameOf(partner, ports),
    kind,
    status,
    rows: rows.rows,
    tables: tables.map(({ table }) => table.name),
    seconds,
    columns: rows.columns.map((column) => column.name),
    rule: [...new Set(tables.map(({ table }) => table.analysisRule?.analysisRuleType ?? 'none'))].join(', '),
  }));
}

function insights(released: readonly Released[], ports: Ports): ReportData['insights'] {
  return released
    .filter(({ kind }) => kind === 'insight')
    .map(({ analysis: name, partner, tables, rows: { rows, columns } }) => ({
      name,
      partner: nameOf(partner, ports),
      columns: columns.map((column) => column.name),
      rows: Array.from({ length: rows }, (_, row) => columns.map(({ values }) => cell(values[row] ?? null))),
      thresholds: tables.flatMap(thresholds),
    }));
}

const cell = (value: Value): string | number | null => (typeof value === 'boolean' ? String(value) : value);

function thresholds({ table: { name, analysisRule } }: AnalysisTable): string[] {
  if (analysisRule?.analysisRuleType !== 'AGGREGATION') return [];
  return analysisRule.analysisRulePolicy.v1.aggregation.outputConstraints.map(
    ({ columnName, minimum }) => `at least ${minimum} distinct ${columnName} of ${name} behind each row`,
  );
}

function model({ judgement, gate }: RunFacts, ports: Ports): ReportData['model'] {
  const { name, label } = ports.plan.model;
  return {
    name,
    label: `${label.column} = ${label.positive}`,
    ...judgement,
    byPartner: judgement.byPartner.map(({ partner, gain }) => ({ partner: nameOf(partner, ports), gain })),
    importance: judgement.importance.map(({ feature, source, gain: share }) => ({ feature: plainName(feature, source), source: nameOf(source, ports), gain: share })),
    gate,
  };
}

/** A partner's column as the partner calls it. */
function plainName(feature: string, source: string): string {
  const prefix = partnerColumn(source, '');
  return feature.startsWith(prefix) ? feature.slice(prefix.length) : feature;
}

/** A partner as its party.yaml calls it; any other source by its own name. */
function nameOf(partner: string, { contract }: Ports): string {
  return contract.partners.find(({ id }) => id === partner)?.name ?? partner;
}

const PROMISE: Record<AnalysisRule['analysisRuleType'], ReportData['disclosed'][number]['promise'] | undefined> = {
  LIST: 'row-level enrichment of matched people',
  AGGREGATION: 'groups above a threshold',
  CUSTOM: undefined,
};

/** What each analysis brought out of a partner's account; an owner's tables go to nobody. */
function disclosed(released: readonly Released[], ports: Ports): ReportData['disclosed'] {
  return released.flatMap(({ analysis: name, partner, tables, rows: { rows, columns } }) => {
    const theirs = tables.filter(({ party }) => party === partner).map(({ table }) => table);
    const type = theirs[0]?.analysisRule?.analysisRuleType;
    const promise = type && PROMISE[type];
    if (!promise) return [];
    const allowed = new Set(theirs.flatMap(({ allowedColumns }) => allowedColumns ?? []));
    const named = columns.map((column) => column.name);
    return [
      {
        party: nameOf(partner, ports),
        to: ports.contract.owner.name,
        what: `${name}: ${theirs.map((table) => table.description ?? table.name).join(' ')}`,
        rows,
        columns: type === 'LIST' ? named.filter((column) => allowed.has(column)) : named,
        promise,
      },
    ];
  });
}
