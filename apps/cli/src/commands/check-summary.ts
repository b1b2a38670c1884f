import { type Contract, type Notice, type Party, ruleInWords } from '@parley/contract';
import type { Plan } from '@parley/owner-plan';
import type { Terminal } from '../terminal';

/** What a sound contract holds; `parley check --json` prints it. */
export interface ContractSummary {
  contract: string;
  problems: readonly [];
  parties: readonly PartySummary[];
  terms: Contract['terms'];
  collaborations: readonly { partner: string; description: string; analyses: readonly { name: string; kind: string; sql: string }[] }[];
  plan: PlanSummary;
  notices: readonly Notice[];
}

interface PlanSummary {
  model: string;
  label: string;
  /** How many features come from where. */
  features: { own: number; partners: Readonly<Record<string, number>>; events: number };
  segments: readonly string[];
  campaigns: readonly string[];
}

interface PartySummary {
  id: string;
  name: string;
  role: string;
  account: string;
  tables: readonly { name: string; rule: string | null; learns: string; receivers: readonly string[] }[];
}

/** Gathers the summary: numbers and names, and each rule in words. */
export function summaryOf(contract: Contract, plan: Plan): ContractSummary {
  const parties = [contract.owner, ...contract.partners];
  return {
    contract: contract.name,
    problems: [],
    parties: parties.map((party) => partySummary(party, parties)),
    terms: contract.terms,
    collaborations: contract.collaborations.map(({ partner, description, analyses }) => ({
      partner,
      description,
      analyses: analyses.map(({ name, kind, sql }) => ({ name, kind, sql })),
    })),
    plan: planSummary(plan),
    notices: contract.notices,
  };
}

function partySummary({ id, name, role, account, tables }: Party, parties: readonly Party[]): PartySummary {
  const nameOf = (receiver: string) => parties.find((party) => party.account === receiver)?.name ?? receiver;
  return {
    id,
    name,
    role,
    account,
    tables: tables.map((table) => ({
      name: table.name,
      rule: table.analysisRule?.analysisRuleType ?? null,
      learns: ruleInWords(table),
      receivers: (table.collaborationAnalysisRule?.allowedResultReceivers ?? []).map(nameOf),
    })),
  };
}

function planSummary({ model, segments, campaigns }: Plan): PlanSummary {
  const { own, partners, events } = model.features;
  const byPartner = Object.entries(partners).map(([partner, columns]): [string, number] => [partner, columns.length]);
  return {
    model: model.name,
    label: `${model.label.table}.${model.label.column} = ${model.label.positive}`,
    // One count for each type of event, and one for the days since the last.
    features: { own: own.length, partners: Object.fromEntries(byPartner), events: events ? events.types.length + 1 : 0 },
    segments: segments.map(({ name }) => name),
    campaigns: campaigns.map(({ name, segment, channel }) => `${name} (${channel} to ${segment})`),
  };
}

/** The summary as lines for a reader. */
export function summaryInWords(summary: ContractSummary, colour: Terminal['colour']): string[] {
  const { parties, terms, collaborations, plan, notices } = summary;
  const { own, partners, events } = plan.features;
  const features = [
    `${own} of its own`,
    ...Object.entries(partners).map(([partner, count]) => `${count} of ${partner}`),
    ...(events > 0 ? [`${events} from events`] : []),
  ];
  return [
    `${colour.green('No problems')} in ${colour.bold(summary.contract)}: ${counted(parties, 'party', 'parties')}, ` +
      `${counted(collaborations, 'clean room', 'clean rooms')} in ${terms.region}.`,
    ...parties.flatMap((party) => partyLines(party, colour)),
    '',
    colour.bold('Analyses'),
    ...collaborations.flatMap(({ partner, analyses }) => analyses.map(({ name, kind }) => `  ${name} (${kind}, with ${partner})`)),
    '',
    colour.bold('Plan'),
    `  ${plan.model} predicts ${plan.label}; features: ${features.join(', ')}`,
    `  segments: ${plan.segments.join(', ')}`,
    `  campaigns: ${plan.campaigns.join(', ') || 'none'}`,
    ...(notices.length > 0 ? ['', colour.yellow('Know before you sign'), ...notices.map(noticeLine)] : []),
  ];
}

const counted = (list: readonly unknown[], one: string, more: string): string => `${list.length} ${list.length === 1 ? one : more}`;

function partyLines({ id, name, role, account, tables }: PartySummary, colour: Terminal['colour']): string[] {
  return [
    '',
    `${colour.bold(name)} (${role === 'owner' ? 'owner' : `partner, ${id}`}, account ${account})`,
    ...tables.flatMap((table) => [
      `  ${colour.cyan(table.name)}${table.rule ? ` ${table.rule}` : ''}: ${table.learns}`,
      ...(table.receivers.length > 0 ? [`      for ${table.receivers.join(', ')}`] : []),
    ]),
  ];
}

const noticeLine = ({ file, line, column, message }: Notice): string =>
  `  ${[file, line, column].filter((part) => part !== undefined).join(':')}: ${message}`;
