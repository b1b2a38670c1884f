import { createHash } from 'node:crypto';
import type { Members } from '../operation';
import { ended, tokenReused, unknownRequest } from './control-error';

/** How a request went. Resources here are made at once, so every request has ended when it is answered. */
export interface ProgressEvent extends Members {
  TypeName: string;
  RequestToken: string;
  Operation: 'CREATE' | 'UPDATE' | 'DELETE';
  OperationStatus: 'SUCCESS' | 'FAILED';
  /** Epoch seconds. */
  EventTime: number;
  Identifier?: string;
  ResourceModel?: string;
  ErrorCode?: string;
  StatusMessage?: string;
}

/** AWS keeps requests seven days; here the last thousand of each account, until the server ends. */
const KEPT = 1000;

interface Kept {
  account: string;
  /** What the client token was used for. */
  input: string;
  clientToken?: string;
  running: Promise<ProgressEvent>;
  event?: ProgressEvent;
}

/** The requests of each account, by token. */
export class Requests {
  readonly #byToken = new Map<string, Kept>();

  /** Begins a request, or finds the one of the same client token. Of the same token at once, one runs. */
  async once(account: string, input: Members, begin: (token: string) => Promise<ProgressEvent>, newToken: () => string): Promise<ProgressEvent> {
    const clientToken = input.ClientToken as string | undefined;
    const digest = createHash('sha256').update(JSON.stringify(input)).digest('hex');
    const same = clientToken === undefined ? undefined : [...this.#byToken.values()].find((kept) => kept.account === account && kept.clientToken === clientToken);
    if (same && same.input !== digest) throw tokenReused();
    if (same) return same.running;
    const token = newToken();
    const kept: Kept = { account, input: digest, clientToken, running: begin(token) };
    this.#byToken.set(token, kept);
    kept.running.then(
      (event) => (kept.event = event),
      () => this.#byToken.delete(token), // refused before anything was begun
    );
    this.#forget(account);
    return kept.running;
  }

  status(account: string, token: unknown): Promise<ProgressEvent> {
    const kept = this.#byToken.get(String(token));
    if (kept?.account !== account) throw unknownRequest();
    return kept.running;
  }

  async cancel(account: string, token: unknown): Promise<never> {
    await this.status(account, token);
    throw ended();
  }

  list(account: string): ProgressEvent[] {
    return [...this.#byToken.values()].flatMap((kept) => (kept.account === account && kept.event ? [kept.event] : [])).reverse();
  }

  #forget(account: string): void {
    const own = [...this.#byToken].filter(([, kept]) => kept.account === account);
    for (const [token] of own.slice(0, Math.max(0, own.length - KEPT))) this.#byToken.delete(token);
  }
}
