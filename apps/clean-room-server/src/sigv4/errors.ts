import { ServerError } from '../http/server-error';

/** Texts as AWS's services give them, so that what clients and people look for in them is there. */
export function missingToken(): ServerError {
  return new ServerError('MissingAuthenticationTokenException', 403, 'Missing Authentication Token');
}

/** @param lacks each a sentence */
export function incomplete(lacks: readonly string[]): ServerError {
  return new ServerError('IncompleteSignatureException', 403, lacks.join(' '));
}

export function unknownKey(): ServerError {
  return new ServerError('UnrecognizedClientException', 403, 'The security token included in the request is invalid.');
}

export function presigned(): ServerError {
  return new ServerError(
    'InvalidSignatureException',
    403,
    'This server takes a signature from the Authorization header alone; presigned URLs (X-Amz-Signature in the query) are not supported.',
  );
}

export function wrongSignature(): ServerError {
  return invalid(
    'The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.',
  );
}

export function wrongBodyHash(): ServerError {
  return invalid('The value of the X-Amz-Content-Sha256 header is not the SHA-256 of the body.');
}

/** @param now, edge basic ISO 8601 */
export function expired(signed: string, now: string, edge: string): ServerError {
  return invalid(`Signature expired: ${signed} is now earlier than ${edge} (${now} - 15 min.)`);
}

export function notYetCurrent(signed: string, now: string, edge: string): ServerError {
  return invalid(`Signature not yet current: ${signed} is still later than ${edge} (${now} + 15 min.)`);
}

export function scopeDate(scope: string, signed: string): ServerError {
  return invalid(
    `Credential should be scoped to a valid date. Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: '${scope}' != '${signed.slice(0, 8)}', from '${signed}'.`,
  );
}

function invalid(message: string): ServerError {
  return new ServerError('InvalidSignatureException', 403, message);
}
