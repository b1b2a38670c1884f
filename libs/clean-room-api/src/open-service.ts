import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ServiceData } from './data/service-data';
import { EventOutbox } from './events/event-outbox';
import { postTo } from './events/post-to';
import { passOnEvents } from './operations/change-and-tell';
import { OPERATIONS } from './operations/operations';
import { cleanRoomsService } from './protocol/clean-rooms-service';
import type { WireService } from './protocol/wire-service';
import { queryOperations } from './queries/query-operations';
import { QueryService } from './queries/query-service';
import type { ServiceParts } from './state/service-parts';
import { State } from './state/state';

export interface OpenServiceOptions {
  /** The tables of every account, and where results go. */
  data: ServiceData;
  /** The folder that survives this process; what is known ends with the process where there is none. */
  folder?: string;
  /** The built query process (`query-process.mjs`). */
  queryProcess: string;
  /** Where events are posted. */
  events?: URL;
  /** The time now. */
  clock?: () => Date;
  /** Told of what no caller may see, or where no caller waits. */
  report: (error: unknown, requestId?: string) => void;
}

/** The local Clean Rooms: on the wire, and what its keeper may do with it. */
export interface OpenService {
  wire: WireService;
  parts: ServiceParts;
  /** The names of the operations that are built. */
  operations: readonly string[];
  /** Forgets collaborations, queries and budgets; events stay, for they have happened. */
  reset(): Promise<void>;
  /** Cancels what runs, and lets go of the folder. */
  close(): Promise<void>;
}

/** For events of resources whose ARN names no region. */
const REGION = 'us-east-1';

/**
 * Opens the service over its folder, and settles what a killed process left.
 * @throws ParleyError STATE_IN_USE and the like, as State, EventOutbox and QueryService say
 */
export async function openService(options: OpenServiceOptions): Promise<OpenService> {
  const { data, folder, queryProcess, clock = () => new Date(), report } = options;
  const opened: (() => Promise<void>)[] = [];
  const close = async (): Promise<void> => {
    for (const one of opened.splice(0).toReversed()) await one();
  };
  try {
    const state = folder === undefined ? State.inMemory() : await State.open(folder);
    opened.push(() => state.close());
    const events = await EventOutbox.open({ folder, region: REGION, clock, report, send: options.events && postTo(options.events.href) });
    opened.push(() => events.close());
    const queryFolder = folder ?? (await passingFolder(opened));
    const queries = await QueryService.open({ state, data, events, clock, queryProcess, report, folder: queryFolder });
    opened.push(() => queries.close());
    const parts: ServiceParts = { state, clock, ids: randomUUID, data, events, budgets: queries };
    await passOnEvents(parts); // what a kill left untold
    const operations = [...OPERATIONS, ...queryOperations(queries)];
    const wire = cleanRoomsService({ operations, parts, onFault: report });
    const reset = async (): Promise<void> => {
      await queries.reset();
      await state.clear();
    };
    return { wire, parts, operations: operations.map(({ name }) => name), reset, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** The clean room works in files even where nothing is to be kept. */
async function passingFolder(opened: (() => Promise<void>)[]): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'parley-serve-'));
  opened.push(() => rm(folder, { recursive: true, force: true }));
  return folder;
}
