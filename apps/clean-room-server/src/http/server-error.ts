/** Why the server answers a request itself, before any service has seen it: a name, a status and a text in AWS's manner. */
export class ServerError extends Error {
  constructor(
    readonly code: string,
    readonly status: number,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = code;
  }
}
