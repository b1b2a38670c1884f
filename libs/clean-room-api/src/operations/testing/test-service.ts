import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { folderData } from '../../data/folder-data';
import type { ServiceEvent } from '../../events/service-events';
import type { Members } from '../../operation';
import type { ServiceParts } from '../../state/service-parts';
import { State } from '../../state/state';
import { OPERATIONS } from '../operations';
import tables from '../cases/tables.json';

/** The accounts of clean-room-semantics 9.1; X is an outsider, N one that is invited and never answers. */
export const ACCOUNTS = { P: '111111111111', Q: '222222222222', R: '333333333333', N: '444444444444', X: '999999999999' } as const;
export type AccountName = keyof typeof ACCOUNTS;

export interface TestService {
  parts: ServiceParts;
  /** All that the event log was told, repeats left out as it does. */
  events: ServiceEvent[];
  call(as: AccountName, operation: string, input: Members): Promise<Members>;
  close(): Promise<void>;
}

const BY_NAME = new Map(OPERATIONS.map((operation) => [operation.name, operation]));

/** The operations over a state in memory, or in a folder. Its clock moves a second a look; its ids count. */
export async function openTestService(changes: Partial<ServiceParts> = {}): Promise<TestService> {
  const folder = await mkdtemp(join(tmpdir(), 'parley-service-'));
  await writeSchemas(folder);
  const events: ServiceEvent[] = [];
  const state = changes.state ?? State.inMemory();
  let looks = 0;
  let ids = 0;
  let requests = 0;
  const parts: ServiceParts = {
    state,
    clock: () => new Date(Date.UTC(2026, 10, 22) + 1000 * (looks += 1)),
    ids: () => uuid((ids += 1)),
    data: await folderData(folder),
    events: {
      record: async (event) => {
        if (!events.some(({ key }) => key === event.key)) events.push(event);
      },
    },
    budgets: {
      state: async (data, { budgetParameters }) => ({
        aggregateRemainingBudget: 3,
        details: budgetParameters.map(({ type, ...rest }) => ({ ...rest, budgetType: type, remainingBudget: data.table === 'seg' ? 3 : 0 })),
      }),
    },
    ...changes,
  };
  return {
    parts,
    events,
    call: async (as, name, input) => {
      const operation = BY_NAME.get(name);
      if (!operation) throw new Error(`no operation ${name}`);
      const caller = { account: ACCOUNTS[as], region: 'eu-west-1', requestId: uuid((requests += 1)) };
      // As it comes from the wire and as it goes there.
      const output = await operation.handle(structuredClone(input), { caller, service: parts });
      return JSON.parse(JSON.stringify(output)) as Members;
    },
    close: async () => {
      await state.close();
      await rm(folder, { recursive: true });
    },
  };
}

export function uuid(count: number): string {
  return `00000000-0000-4000-8000-${String(count).padStart(12, '0')}`;
}

async function writeSchemas(folder: string): Promise<void> {
  for (const { account, table, schema } of tables) {
    const place = join(folder, account, 'shared', table);
    await mkdir(place, { recursive: true });
    await writeFile(join(place, 'schema.json'), JSON.stringify(schema));
    await writeFile(join(place, 'part.csv'), `${schema.columns.map(({ name }) => name).join(',')}\n`);
  }
}
