import type { Approval } from '@parley/activation';
import type { Contract } from '@parley/contract';
import type { ObjectStore } from '@parley/object-store';
import { answerApproval, ASK_APPROVAL, buildStateMachine, normaliseAll, outUri, type Ports, runMachineLocally, STEP_APPS, type StepApp, stepHandlers, type StepWatcher } from '@parley/pipeline';
import type { ReportData } from '@parley/report';
import type { Terminal } from '../terminal';
import { type LaptopOptions, openLaptop } from './laptop';

export interface LaptopRun {
  id: string;
  seed: number;
  syntheticPeople: boolean;
  /** The partner whose real file meets a made-up owner. */
  rehearsedAs?: string;
  approval?: Approval;
  /** Puts another store before the laptop's own. */
  store?: (own: ObjectStore) => ObjectStore;
}

/** Milliseconds. */
const LOOK_AT_QUERIES = 50;
const TRY_AGAIN = 500;

/**
 * Runs the pipeline on this machine, with its progress on the terminal: each party's intake, then the owner's state machine. A
 * failed gate still ends in a report.
 */
export async function runOnLaptop(run: LaptopRun, options: Omit<LaptopOptions, 'watcher'>, terminal: Terminal): Promise<ReportData> {
  terminal.note(terminal.colour.dim('Starting the local clean room; every party joins with keys of its own …'));
  const { ports: own, close } = await openLaptop({ ...options, watcher: watcher(terminal) });
  const ports = { ...own, store: run.store?.(own.store) ?? own.store };
  try {
    await normaliseAll(ports);
    await runMachineLocally({ ...machineOf(run, ports), wait: LOOK_AT_QUERIES, retryAfter: TRY_AGAIN });
    return JSON.parse((await ports.store.get(outUri('report.json'))).toString('utf8')) as ReportData;
  } finally {
    await close();
  }
}

function machineOf({ id, seed, syntheticPeople, rehearsedAs, approval }: LaptopRun, ports: Ports) {
  const { contract, now } = ports;
  const arn = (app: StepApp) => functionArn(app, contract);
  const definition = buildStateMachine({
    functionArn: arn,
    engine: 'booster',
    approvalTopicArn: `arn:aws:sns:${contract.terms.region}:${contract.owner.account}:approval`,
    analyses: contract.collaborations.flatMap(({ analyses }) => analyses).length,
    concurrentQueries: 2,
    concurrentShards: 1,
  });
  const steps = STEP_APPS.map((app) => [arn(app), (input: unknown) => stepHandlers[app](input, ports)] as const);
  const handlers = { ...Object.fromEntries(steps), [ASK_APPROVAL]: answerApproval(approval) };
  const input = { runId: id, seed, now: now.toISOString(), syntheticPeople, ...(rehearsedAs === undefined ? {} : { rehearsedAs }) };
  return { definition, handlers, input };
}

/** Nothing is called by it: the handler of the same name runs here. */
const functionArn = (app: StepApp, { terms, owner }: Contract): string => `arn:aws:lambda:${terms.region}:${owner.account}:function:parley-${app}`;

function watcher(terminal: Terminal): StepWatcher {
  const { dim } = terminal.colour;
  const training = terminal.progress('training', 1);
  return {
    started: (step) => terminal.note(dim(`${step} …`)),
    ended: (step, seconds, reused) => terminal.note(`${step}: ${reused ? 'done before' : `${seconds.toFixed(1)} s`}`),
    trained: (done, total) => training.step(done / total, `${done} of ${total} models`),
  };
}
