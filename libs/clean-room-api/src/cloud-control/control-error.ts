/** An error of the Cloud Control API itself; a resource's own failure is a progress event instead. */
export class ControlError extends Error {
  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message);
    this.name = code;
  }
}

export const unknownType = (name: unknown) => new ControlError('TypeNotFoundException', `The type ${String(name)} is not here: this server has the AWS::CleanRooms types that its documentation lists`);
export const unknownRequest = () => new ControlError('RequestTokenNotFoundException', 'No request has this token');
export const noResource = (type: string, identifier: string) => new ControlError('ResourceNotFoundException', `Resource of type '${type}' with identifier '${identifier}' was not found`);
export const invalid = (message: string) => new ControlError('ValidationException', message);
export const tokenReused = () => new ControlError('ClientTokenConflictException', 'The client token was used for another request');
export const ended = () => new ControlError('ConcurrentModificationException', 'The request has ended: it cannot be cancelled');

/** Errors of the service's operations in the words of a resource handler (CloudFormation CLI, handler error codes). */
const HANDLER_CODES: Readonly<Record<string, string>> = {
  AccessDeniedException: 'AccessDenied',
  ConflictException: 'ResourceConflict',
  InternalServerException: 'InternalFailure',
  NotUpdatable: 'NotUpdatable',
  ResourceNotFoundException: 'NotFound',
  ServiceQuotaExceededException: 'ServiceLimitExceeded',
  ThrottlingException: 'Throttling',
};

export const handlerCode = (serviceError: string): string => HANDLER_CODES[serviceError] ?? 'InvalidRequest';
