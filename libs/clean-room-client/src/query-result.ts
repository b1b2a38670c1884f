/** A result that was delivered. */
export interface QueryResult {
  /** Account of the member that received it. */
  receiver: string;
  /** An object URI. */
  uri: string;
}
