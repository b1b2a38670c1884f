import { judge as realJudge } from '@parley/analysis-rules';
import type { Contract } from '@parley/contract';
import { watchHistory } from '@parley/query-history';
import type { Attack, AttackHistory } from './attack';
import { ATTACKS } from './attacks';
import { contractTargets, type NoTarget, type Target } from './contract/targets';
import { tryOnContract, untestable } from './contract/try-on-contract';
import { openUnder } from './open-attacks';
import type { AttackResult, Outcome, Trial } from './outcome';
import { type HistoryTrial, playHistory, type Watch } from './scenario/play-history';
import type { Judge } from './scenario/scenario';
import { tryOnScenario } from './try-on-scenario';

export interface AttackOptions {
  /** A user's own contract, whose rules are judged; without it the built-in tables are attacked, with their data. */
  contract?: Contract;
  attacks?: readonly Attack[];
  judge?: Judge;
  /** Watches the histories; another one in a test of this pack. */
  watch?: Watch;
  onProgress?: (done: number, total: number, id: string) => void;
}

export interface AttackReport {
  /** The contract's name; absent for the built-in scenario. */
  contract?: string;
  /** Who could be asked about what, on a contract. */
  targets: readonly string[];
  /** What could not be attacked, and why. */
  notTried: readonly NoTarget[];
  results: readonly AttackResult[];
  totals: Readonly<Record<Outcome, number>>;
}

/** Tries every attack. Nothing leaves this process, and no data of a contract is read. */
export async function runAttacks({ contract, attacks = ATTACKS, judge = realJudge, watch = watchHistory, onProgress }: AttackOptions = {}): Promise<AttackReport> {
  const { targets, notTried } = contract ? await testable(contract, judge) : { targets: [], notTried: [] };
  const results: AttackResult[] = [];
  for (const attack of attacks) {
    const trials = contract ? await onContract(attack, targets, judge) : await onScenario(attack, judge);
    const seen: HistoryTrial[] = [];
    // On a contract too, histories are those on the built-in tables, where it has tables under such a rule: the watch reads queries, not rules.
    const histories = contract ? attack.histories.filter((history) => targets.some(({ rule }) => meets(history, rule))) : attack.histories;
    for (const history of histories) seen.push(await playHistory(history, contract ? realJudge : judge, watch));
    results.push(resultOf(attack, trials, seen, contract ? { open: staysOpen(attack, targets), why: noContractTrial(attack, targets) } : undefined));
    onProgress?.(results.length, attacks.length, attack.id);
  }
  const count = (outcome: Outcome) => results.filter((result) => result.outcome === outcome).length;
  return {
    ...(contract && { contract: contract.name }),
    targets: targets.map(({ where }) => where),
    notTried,
    results,
    totals: {
      withstood: count('withstood'),
      'not withstood': count('not withstood'),
      detected: count('detected'),
      documented: count('documented'),
      'not applicable': count('not applicable'),
    },
  };
}

/** Whether some rule of the contract leaves open what remains of the attack; without a contract, the built-in ones do. */
function staysOpen({ opensUnder }: Attack, targets: readonly Target[]): boolean {
  return opensUnder.length === 0 || openUnder(opensUnder, targets.map(({ other }) => other));
}

/** Under a CUSTOM rule, sums can be asked for as well as rows. */
function meets({ ruleType = 'AGGREGATION' }: AttackHistory, rule: Target['rule']): boolean {
  return rule === ruleType || rule === 'CUSTOM';
}

async function testable(contract: Contract, judge: Judge): Promise<{ targets: Target[]; notTried: NoTarget[] }> {
  const targets: Target[] = [];
  const notTried: NoTarget[] = [];
  for (const target of contractTargets(contract)) {
    const no = 'why' in target ? target : await untestable(target, judge);
    if (no) notTried.push(no);
    else if (!('why' in target)) targets.push(target);
  }
  return { targets, notTried };
}

async function onScenario(attack: Attack, judge: Judge): Promise<Trial[]> {
  const trials: Trial[] = [];
  for (const attempt of attack.queries) trials.push(await tryOnScenario(attempt, judge));
  return trials;
}

async function onContract(attack: Attack, targets: readonly Target[], judge: Judge): Promise<Trial[]> {
  const trials: Trial[] = [];
  for (const target of targets) {
    for (const template of attack.onContract) {
      const trial = await tryOnContract(template, target, judge);
      if (trial) trials.push(trial);
    }
  }
  return trials;
}

function noContractTrial(attack: Attack, targets: readonly Target[]): string {
  if (!staysOpen(attack, targets)) return 'No table has a rule under which this is possible.';
  if (attack.onContract.length === 0) return 'Tried on the built-in tables only: it needs data, or a rule made for it.';
  return targets.length === 0 ? 'No table of this contract can be attacked.' : 'No table has a rule of the type that this attacks.';
}

function resultOf(attack: Attack, trials: readonly Trial[], seen: readonly HistoryTrial[], onRules: { open: boolean; why: string } | undefined): AttackResult {
  const { number, id, tries, marks, reference, remains } = attack;
  const findings = trials.flatMap((trial) => (trial.held === false ? [trial.finding] : []));
  const unseen = seen.flatMap((trial) => (trial.seen ? [] : [trial.finding]));
  const held = trials.flatMap((trial) => (trial.held === true ? [trial] : []));
  const open = trials.flatMap((trial) => (trial.held === undefined ? [trial.why] : []));
  const base = {
    number,
    id,
    tries,
    marks,
    reference,
    tried: held.length + findings.length,
    refusedBy: [...new Set(held.flatMap(({ refusedBy }) => refusedBy))].sort(),
    ...(remains !== undefined && { remains }),
    detectedBy: [...new Set(seen.flatMap((trial) => (trial.seen ? [trial.detector] : [])))].sort(),
    findings: [...findings, ...unseen],
  };
  if (findings.length > 0) return { ...base, outcome: 'not withstood', why: `${findings.length} of ${base.tried} tries got through.` };
  if (unseen.length > 0) return { ...base, outcome: 'not withstood', why: `${unseen.length} of ${seen.length} histories gave no warning.` };
  const why = withstoodWhy(held.length, base.refusedBy, open);
  // What thresholds can't stop, they can't stop on a contract either, whether or not a query of it can be judged there.
  if (attack.inPart || attack.queries.length === 0) {
    const inPart = held.length > 0 ? ` In part withstood: ${why}` : '';
    if (seen.length > 0) return { ...base, outcome: 'detected', why: `The owner of the data is warned: ${base.detectedBy.join(', ')}.${inPart}` };
    if (remains !== undefined && onRules?.open !== false) return { ...base, outcome: 'documented', why: inPart.trim() || remains };
  }
  if (held.length > 0) return { ...base, outcome: 'withstood', why };
  return { ...base, outcome: 'not applicable', why: attack.notApplicable ?? open[0] ?? onRules?.why ?? 'Nothing was tried.' };
}

function withstoodWhy(held: number, refusedBy: readonly string[], open: readonly string[]): string {
  const how = refusedBy.length > 0 ? `refused: ${refusedBy.join(', ')}` : 'nothing of it came out';
  const rest = open.length > 0 ? ` ${open.length} more not tried: ${open[0]}` : '';
  return `${held} ${held === 1 ? 'try' : 'tries'}, ${how}.${rest}`;
}
