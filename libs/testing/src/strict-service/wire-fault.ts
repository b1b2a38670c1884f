/** An answer thrown by a test's behaviour: the service refuses, by the name of its error. */
export class WireFault extends Error {
  /**
   * @param status only for an error that the service's model does not declare, such as `ThrottlingException` (400)
   * @param members what the error says besides its message, such as `Reason`
   */
  constructor(
    readonly code: string,
    message = 'refused by the test',
    readonly status?: number,
    readonly members: Readonly<Record<string, unknown>> = {},
  ) {
    super(message);
    this.name = 'WireFault';
  }
}

/** Thrown by a test's behaviour: the request arrived, and its connection breaks before any answer. */
export class ConnectionLost extends Error {}
