import type { WireResponse } from '@parley/clean-room-api';
import type { ServerError } from './server-error';

/** What tells which protocol a client reads its errors in. */
export interface Asked {
  authorization?: string;
  contentType?: string;
  requestId: string;
}

/** Writes an error in the client's protocol: XML for S3 and for the query protocol, JSON for all others. */
export function errorAnswer({ code, status, message }: ServerError, { authorization = '', contentType = '', requestId }: Asked): WireResponse {
  const fields = `<Code>${code}</Code><Message>${escapeXml(message)}</Message>`;
  if (authorization.includes('/s3/aws4_request')) return xml(status, `<Error>${fields}<RequestId>${requestId}</RequestId></Error>`);
  if (contentType.startsWith('application/x-www-form-urlencoded')) {
    return xml(status, `<ErrorResponse><Error><Type>Sender</Type>${fields}</Error><RequestId>${requestId}</RequestId></ErrorResponse>`);
  }
  const headers = { 'content-type': 'application/json', 'x-amzn-errortype': code };
  return { status, headers, body: JSON.stringify({ __type: code, message }) };
}

function xml(status: number, element: string): WireResponse {
  return { status, headers: { 'content-type': 'text/xml' }, body: `<?xml version="1.0" encoding="UTF-8"?>\n${element}` };
}

function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
