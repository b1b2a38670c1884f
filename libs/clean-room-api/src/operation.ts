/** The members of a request, an answer or any structure of the service, by the names of the service's model. Timestamps are `Date`. */
export type Members = Record<string, unknown>;

/** Who calls: what the verified signature says, never what the body says. */
export interface Caller {
  /** Twelve digits. */
  account: string;
  /** The region of the credential scope, such as `eu-west-1`. */
  region: string;
  /** UUID; it stands in the answer's `x-amzn-requestid`. */
  requestId: string;
}

/** What an operation is given beside its input: who calls, and the parts of the service it works on. */
export interface Call<Parts> {
  caller: Caller;
  service: Parts;
}

/**
 * One operation of the service: behaviour only. `input` holds the members of path, query and body together, its required
 * members present and its types and constraints checked; members the service's model doesn't know are still in it.
 * Refusals are thrown as ServiceError; anything else that is thrown is answered as InternalServerException.
 */
export interface Operation<Parts> {
  /** The operation's name in the service's model, such as `CreateCollaboration`. */
  name: string;
  handle(input: Members, call: Call<Parts>): Members | Promise<Members>;
}
