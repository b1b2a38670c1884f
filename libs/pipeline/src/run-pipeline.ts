import type { Approval } from '@parley/activation';
import { writeReceipt } from '@parley/activation';
import { refusal } from '@parley/errors';
import type { ReportData } from '@parley/report';
import { outUri } from './buckets';
import type { Ports, Run } from './ports';
import type { RunFacts } from './report-facts';
import { StepRunner, type StepWatcher } from './step-runner';
import { activate, type ActivateOutput, templateOf } from './steps/activate';
import { buildAudiences, type SegmentOutput } from './steps/build-audiences';
import { checkInputs } from './steps/check-inputs';
import { makeEventFeatures } from './steps/event-features';
import { makeFeatures } from './steps/features';
import { evaluate, passGate } from './steps/judge';
import { normalise } from './steps/normalise';
import { report } from './steps/report';
import { runAnalysis } from './steps/run-analysis';
import { score, train } from './steps/score';

export interface PipelineOptions {
  approval?: Approval;
  syntheticPeople: boolean;
  /** The partner whose real file meets a made-up owner. */
  rehearsedAs?: string;
  /** The owner's membership in the collaboration with a partner. */
  membershipOf(partner: string): string;
  /** Trainings done, for a progress bar. */
  onTrained?: (done: number, total: number) => void;
}

/**
 * The nine steps of the guidance, once, in order: normalise, check, query, features, evaluate, gate, train, score, segments,
 * approval, activate, receipt, report. Each step's output is recorded, so a killed run goes on where it stopped.
 *
 * A failed gate still ends in a report; nothing is scored, built or sent then.
 *
 * @throws ParleyError as the steps do.
 */
export async function runPipeline(run: Run, ports: Ports, options: PipelineOptions, watcher: StepWatcher): Promise<ReportData> {
  const start = performance.now();
  const runner = new StepRunner(ports.store, watcher);
  for (const campaign of ports.plan.campaigns) await templateOf(campaign, ports); // a broken template fails now, not at send time

  const intake = await normaliseAll(runner, ports);
  await runner.run('check-inputs', () => checkInputs(intake, ports));
  const analyses = await queryAll(runner, run, ports, options);
  const results = Object.fromEntries(analyses.filter(({ kind }) => kind === 'match').map(({ name, result }) => [name, result.resultUri]));
  const events = (await runner.run('event-features', async () => (await makeEventFeatures(ports)) ?? null)) ?? undefined;
  const features = await runner.run('features', () => makeFeatures({ results, ...(events ? { events } : {}) }, ports));
  const table = { featuresUri: features.uri, eventColumns: events?.columns ?? [] };
  const judgement = await runner.run('evaluate', () => evaluate(table, run, ports, options.onTrained));
  const gate = await runner.run('gate', () => passGate(judgement, ports));
  let segments: SegmentOutput[] = [];
  let activation: ActivateOutput[] = [];
  if (gate.passed) {
    const model = await runner.run('train', () => train(table, judgement, run, ports));
    const scores = await runner.run('score', () => score(table, model, run, ports));
    segments = await runner.run('segments', () => buildAudiences(scores, ports));
    activation = await activateAll(runner, segments, run, ports, options);
    if (activation.some(({ status }) => status !== 'awaiting-approval')) {
      await runner.run('receipt', () => receipt(activation, run, ports), () => activation.every(({ status }) => status === 'done'));
    }
  }
  const facts: RunFacts = { intake, analyses, features, judgement, gate, segments, activation };
  const notes = {
    syntheticPeople: options.syntheticPeople,
    ...(options.rehearsedAs === undefined ? {} : { rehearsedAs: options.rehearsedAs }),
    steps: runner.timings,
    seconds: (performance.now() - start) / 1000,
    peakRssMb: Math.round(process.resourceUsage().maxRSS / 1024),
  };
  return runner.run('report', () => report(facts, notes, run, ports), () => false);
}

/** Every configured table of every pair; the owner's contacts once. */
async function normaliseAll(runner: StepRunner, ports: Ports): Promise<RunFacts['intake']> {
  const { owner, partners } = ports.contract;
  const { contacts } = ports.plan;
  const done: RunFacts['intake'] = [];
  for (const [index, partner] of partners.entries()) {
    for (const [party, counterpart] of [[owner, partner.id], [partner, owner.id]] as const) {
      for (const table of party.tables.filter(({ allowedColumns }) => allowedColumns)) {
        const input = { party: party.id, counterpart, table: table.name, contacts: party === owner && index === 0 && table.name === contacts.table };
        const result = await runner.run(`normalise-${party.id}-${table.name}-for-${counterpart}`, () => normalise(input, ports));
        done.push({ party: party.id, table: table.name, counterpart, result });
      }
    }
  }
  return done;
}

async function queryAll(runner: StepRunner, run: Run, ports: Ports, options: PipelineOptions): Promise<RunFacts['analyses']> {
  const done: RunFacts['analyses'] = [];
  for (const { partner, analyses } of ports.contract.collaborations) {
    for (const { name, kind } of analyses) {
      const input = { partner, analysis: name, membershipId: options.membershipOf(partner) };
      done.push({ partner, name, kind, result: await runner.run(`query-${name}`, () => runAnalysis(input, run, ports)) });
    }
  }
  return done;
}

async function activateAll(runner: StepRunner, segments: readonly SegmentOutput[], run: Run, ports: Ports, { approval }: PipelineOptions): Promise<ActivateOutput[]> {
  const done: ActivateOutput[] = [];
  for (const campaign of ports.plan.campaigns) {
    const segment = segments.find(({ name }) => name === campaign.segment);
    if (!segment) throw refusal('CAMPAIGN_WITHOUT_SEGMENT', { message: `The campaign ${campaign.name} names no segment of this run.`, repair: 'Correct its segment in owner/plan.yaml.' });
    const send = () => activate({ campaign, segment, ...(approval ? { approval } : {}) }, run, ports);
    done.push(await runner.run(`activate-${campaign.name}`, send, ({ status }) => status === 'done'));
  }
  return done;
}

async function receipt(campaigns: readonly ActivateOutput[], run: Run, ports: Ports): Promise<string> {
  const facts = { runId: run.id, at: ports.now.toISOString(), campaigns: [...campaigns], audit: await ports.audit.head() };
  const sealed = await ports.store.putFile(outUri('receipt.json'), (path) => writeReceipt(path, facts));
  return sealed.sha256;
}
