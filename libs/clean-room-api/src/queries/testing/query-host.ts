import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { folderData } from '../../data/folder-data';
import { EventOutbox } from '../../events/event-outbox';
import type { Members } from '../../operation';
import type { ServiceParts } from '../../state/service-parts';
import { State } from '../../state/state';
import { queryOperations } from '../query-operations';
import { QueryService, type QueryServiceOptions } from '../query-service';

const clock = () => new Date();

export interface QueryHost {
  state: State;
  queries: QueryService;
  call(name: string, account: string, input: Members, region?: string): Promise<Members>;
  close(): Promise<void>;
}

/** The query operations over the tables, state and events in a folder. */
export async function openQueryHost(folder: string, queryProcess: string, options: Partial<QueryServiceOptions> = {}): Promise<QueryHost> {
  const stateFolder = join(folder, 'state');
  const state = await State.open(stateFolder);
  const events = await EventOutbox.open({ folder: stateFolder, region: 'eu-west-1', clock });
  const data = await folderData(join(folder, 'data'));
  const queries = await QueryService.open({ state, data, events, folder: stateFolder, clock, queryProcess, report: (error) => console.error(error), ...options });
  const service: ServiceParts = { state, clock, ids: randomUUID, data, events, budgets: queries };
  const operations = new Map(queryOperations(queries).map((operation) => [operation.name, operation]));
  return {
    state,
    queries,
    call: async (name, account, input, region = 'eu-west-1') => {
      const operation = operations.get(name);
      if (!operation) throw new Error(`no operation ${name}`);
      return operation.handle(input, { caller: { account, region, requestId: randomUUID() }, service });
    },
    close: async () => {
      await queries.close();
      await events.close();
      await state.close();
    },
  };
}
