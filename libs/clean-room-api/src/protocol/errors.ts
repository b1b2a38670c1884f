import { type ServiceError, validation } from '../service-error';
import { WireError } from './wire-error';

const COVERAGE = 'docs/local-clean-room-coverage.md';

export function unknownOperation(method: string): WireError {
  return new WireError('UnknownOperationException', 404, `No operation of AWS Clean Rooms has this path (${method}).`);
}

export function otherMethod(method: string, allowed: readonly string[]): WireError {
  return new WireError('UnknownOperationException', 405, `No operation of AWS Clean Rooms answers ${method} at this path; ${allowed.join(', ')} would be.`, {
    allow: allowed.join(', '),
  });
}

export function malformedBody(what: string): WireError {
  return new WireError('SerializationException', 400, `The body must be one JSON object: ${what}.`);
}

/** An operation that AWS has and this service has not. ValidationException, since clients try a 5xx again and again. */
export function notSupported(operation: string): ServiceError {
  return validation(`Parley's local Clean Rooms does not support the operation ${operation}; ${COVERAGE} lists what it supports.`, 'INVALID_CONFIGURATION');
}
