/** An error of the protocol, which the service's own model doesn't declare: an unknown path, a body that is no JSON. */
export class WireError extends Error {
  constructor(
    readonly code: string,
    readonly status: number,
    message: string,
    readonly headers: Readonly<Record<string, string>> = {},
  ) {
    super(message);
    this.name = code;
  }
}
