import type { Caller } from '../operation';

/** A request whose signature has been verified. */
export interface WireRequest {
  method: string;
  /** Path and query as they stood in the request line. */
  url: string;
  /** By lower-case name; one given twice is joined by a comma. */
  headers: Readonly<Record<string, string>>;
  body: Uint8Array;
  caller: Caller;
}

export interface WireResponse {
  status: number;
  headers: Readonly<Record<string, string>>;
  body: string;
}

/**
 * A service on the wire, whatever its protocol. The server picks it by the service name of the credential scope
 * (`cleanrooms`, `cloudcontrolapi`, `cloudformation`). It answers its own errors and never throws.
 */
export type WireService = (request: WireRequest) => Promise<WireResponse>;
