import type { TestAccount } from './accounts';

/** What a client was told: the answer, or the error's code and message. Times are left out: they are of the moment. */
export type Told = { answer: Record<string, unknown> } | { error: { code: string; message: string } };

/** One of the clients that people point at AWS. */
export interface Client {
  /** `operation` as the API names it, `CreateMembership`; `input` in the API's words. */
  call(as: TestAccount, operation: string, input: Record<string, unknown>): Promise<Told>;
  close(): Promise<void>;
}
