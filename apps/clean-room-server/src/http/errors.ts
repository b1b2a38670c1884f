import { ServerError } from './server-error';

export function tooLarge(most: number): ServerError {
  return new ServerError('RequestEntityTooLargeException', 413, `The body is larger than ${most} bytes.`);
}

export function noSuchService(service: string): ServerError {
  return new ServerError(
    'UnknownOperationException',
    404,
    `This server does not have the service '${service}'. Start it with --upstream URL, and it hands requests for other services on.`,
  );
}

export function noSuchControl(): ServerError {
  return new ServerError('UnknownOperationException', 404, 'The server itself answers GET /_parley/health and POST /_parley/reset.');
}

export function upstreamFailed(cause: unknown): ServerError {
  return new ServerError('ServiceUnavailableException', 502, 'The server given as --upstream did not answer.', { cause });
}

export function failed(cause: unknown): ServerError {
  return new ServerError('InternalServerException', 500, 'The server failed; its log has the reason.', { cause });
}
