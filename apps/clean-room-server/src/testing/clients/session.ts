import { setTimeout as pause } from 'node:timers/promises';
import cases from '../../clients.cases.json';
import { ACCOUNTS, type TestAccount } from './accounts';
import type { Client, Told } from './client';

interface Step {
  as: TestAccount;
  call: string;
  with: Record<string, unknown>;
  save?: Record<string, string>;
  gives?: Record<string, unknown>;
  /** The error's code instead of an answer. */
  error?: string;
}

/** All that a client was told, in order. */
export type Transcript = { step: string; told: Told }[];

export interface Session {
  transcript: Transcript;
  /** By the query's name: the key of its result, or why it was refused. */
  queries: Map<string, { prefix: string } | { refused: string }>;
}

const RUNNING = ['SUBMITTED', 'STARTED'];

/** Plays the whole of clients.cases.json through one client; each step is held against what it gives. */
export async function playSession(client: Client): Promise<Session> {
  const saved: Record<string, string> = { ...ACCOUNTS };
  const session: Session = { transcript: [], queries: new Map() };

  const play = async (step: Step): Promise<Told> => {
    const told = await client.call(step.as, step.call, filled(step.with, saved) as Record<string, unknown>);
    const where = `${step.as} ${step.call}`;
    session.transcript.push({ step: where, told });
    const wanted = step.error === undefined ? { answer: filled(step.gives ?? {}, saved) } : { error: { code: step.error } };
    expect({ where, error: undefined, ...told }).toMatchObject({ where, error: undefined, ...(wanted as object) });
    for (const [name, path] of Object.entries(step.save ?? {})) saved[name] = textAt(told, ['answer', ...path.split('.')]);
    return told;
  };

  for (const step of cases.open as unknown as Step[]) await play(step);
  for (const table of cases.tables) for (const step of lending(table)) await play(step);
  for (const { name, sql } of cases.queries) session.queries.set(name, await ask(sql));
  for (const step of cases.close as unknown as Step[]) await play(step);
  return session;

  async function ask(queryString: string): Promise<{ prefix: string } | { refused: string }> {
    const result = { outputConfiguration: { s3: { bucket: 'results', keyPrefix: 'run', resultFormat: 'CSV' } } };
    const start = { type: 'SQL', membershipIdentifier: saved.mQ, sqlParameters: { queryString }, resultConfiguration: result };
    const started = await client.call('Q', 'StartProtectedQuery', start);
    session.transcript.push({ step: 'Q StartProtectedQuery', told: started });
    if ('error' in started) return { refused: started.error.message };
    const id = textAt(started, ['answer', 'protectedQuery', 'id']);
    for (;;) {
      const now = await client.call('Q', 'GetProtectedQuery', { membershipIdentifier: saved.mQ, protectedQueryIdentifier: id });
      if (RUNNING.includes(textAt(now, ['answer', 'protectedQuery', 'status']))) {
        await pause(50);
        continue;
      }
      session.transcript.push({ step: 'Q GetProtectedQuery', told: now });
      expect(now).toMatchObject({ answer: { protectedQuery: { status: 'SUCCESS' } } });
      return { prefix: `run/${id}` };
    }
  }
}

/** The four calls by which a table comes into the collaboration, and its two rules read back. */
function lending({ as, name, type, rule }: (typeof cases.tables)[number]): Step[] {
  const who = as as TestAccount;
  const kind = type.toLowerCase();
  const columns = Object.entries(cases.data[who as 'P']).find(([table]) => table === name)?.[1][0]?.split(',') ?? [];
  const glue = { databaseName: 'shared', tableName: name };
  const table = { configuredTableIdentifier: `$t_${name}` };
  const policy = { v1: { [kind]: { allowedResultReceivers: ['$Q'] } } };
  return [
    { as: who, call: 'CreateConfiguredTable', with: { name, tableReference: { glue }, allowedColumns: columns, analysisMethod: 'DIRECT_QUERY' }, save: { [`t_${name}`]: 'configuredTable.id' } },
    { as: who, call: 'CreateConfiguredTableAnalysisRule', with: { ...table, analysisRuleType: type, analysisRulePolicy: { v1: { [kind]: rule } } }, gives: { analysisRule: { type, policy: { v1: { [kind]: rule } } } } },
    { as: who, call: 'CreateConfiguredTableAssociation', with: { ...table, name, membershipIdentifier: `$m${as}`, roleArn: `arn:aws:iam::$${as}:role/clean-rooms` }, save: { [`a_${name}`]: 'configuredTableAssociation.id' } },
    { as: who, call: 'CreateConfiguredTableAssociationAnalysisRule', with: { membershipIdentifier: `$m${as}`, configuredTableAssociationIdentifier: `$a_${name}`, analysisRuleType: type, analysisRulePolicy: policy } },
  ];
}

function filled(value: unknown, saved: Readonly<Record<string, string>>): unknown {
  if (typeof value === 'string') return value.replaceAll(/\$(\w+)/g, (text, name: string) => saved[name] ?? text);
  if (Array.isArray(value)) return value.map((entry) => filled(entry, saved));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, filled(entry, saved)]));
}

const textAt = (value: unknown, path: readonly string[]): string =>
  String(path.reduce<unknown>((below, key) => (below as Record<string, unknown> | undefined)?.[key], value));
