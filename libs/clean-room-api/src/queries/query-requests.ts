import { AppendLog } from '@parley/files';
import { requestsUnreadable } from './errors';
import { type QueryRequest, queryRequestSchema } from './query-request';

/**
 * The queries that were asked for, in their order: one a line of a file. A request is written before its query can start,
 * so no query runs that nobody can ask after; one that was refused, or never begun before a kill, stays without a query.
 */
export class QueryRequests {
  readonly #log: AppendLog;
  readonly #requests: Map<string, QueryRequest>;
  #last: Promise<unknown> = Promise.resolve();

  private constructor(log: AppendLog, requests: Map<string, QueryRequest>) {
    this.#log = log;
    this.#requests = requests;
  }

  /** Throws QUERY_REQUESTS_UNREADABLE (input). */
  static async open(file: string): Promise<QueryRequests> {
    const requests = new Map<string, QueryRequest>();
    const log = await AppendLog.open(file, (line, number) => {
      const request = read(line);
      if (!request) throw requestsUnreadable(file, number);
      requests.set(request.id, request);
    });
    return new QueryRequests(log, requests);
  }

  get(id: string): QueryRequest | undefined {
    return this.#requests.get(id);
  }

  /** Oldest first. */
  all(): QueryRequest[] {
    return [...this.#requests.values()];
  }

  /** On disk when it resolves. One of the same id takes the place of the one before. */
  add(request: QueryRequest): Promise<void> {
    const written = this.#addAfter(this.#last, request);
    this.#last = written.catch(() => undefined);
    return written;
  }

  async close(): Promise<void> {
    await this.#last;
    await this.#log.close();
  }

  async #addAfter(earlier: Promise<unknown>, request: QueryRequest): Promise<void> {
    await earlier;
    await this.#log.append(JSON.stringify(request));
    this.#requests.set(request.id, request);
  }
}

function read(line: string): QueryRequest | undefined {
  try {
    return queryRequestSchema.parse(JSON.parse(line));
  } catch {
    return undefined;
  }
}
