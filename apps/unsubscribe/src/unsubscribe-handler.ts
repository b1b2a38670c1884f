import { type SuppressionStore, tagSubject, type UnsubscribeClaim } from '@parley/activation';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { askPage, donePage, notReadablePage, type Page } from './pages';
import type { RememberedKeys } from './remembered-keys';

export interface UnsubscribeHandlerProps {
  suppressions: SuppressionStore;
  keys: RememberedKeys;
  clock: () => Date;
  logger: { info(message: string, facts: Record<string, string>): void };
}

/** Longer than any token or form of ours by far. */
const [LONGEST_TOKEN, LONGEST_BODY] = [4096, 16_384];

/**
 * One-click unsubscribing (RFC 8058). A POST of `List-Unsubscribe=One-Click` with a token that we signed takes its person off
 * its list, on every channel, at once; again changes nothing. A GET, which mail scanners send too, changes nothing and
 * shows a page with a button that sends that POST. Nobody is asked to sign in, and no cookie is set.
 *
 * A token names its person by a tag, not by the customer's id, so what is written is a suppression, which the send gate puts
 * above every consent. A fault of the store is thrown: the mail program gets a 500 and tries again.
 */
export function unsubscribeHandler({ suppressions, keys, clock, logger }: UnsubscribeHandlerProps): (event: APIGatewayProxyEventV2) => Promise<APIGatewayProxyStructuredResultV2> {
  return async (event) => {
    const { method } = event.requestContext.http;
    if (method !== 'GET' && method !== 'HEAD' && method !== 'POST') return { statusCode: 405, headers: { allow: 'GET, HEAD, POST' } };
    const token = event.queryStringParameters?.t ?? '';
    const claim = await read(token, keys);
    if (!claim) return answer(400, notReadablePage());
    if (method !== 'POST') return answer(200, askPage(token));
    if (!(await isOneClick(event))) return answer(400, notReadablePage());
    await suppressions.suppress([{ subject: tagSubject(claim.list, claim.recipientTag), reason: 'unsubscribed', at: clock().toISOString() }]);
    logger.info('unsubscribed', { list: claim.list, campaign: claim.campaign });
    return answer(200, donePage());
  };
}

/** A token of none of the known keys may be of one that is new. */
async function read(token: string, keys: RememberedKeys): Promise<UnsubscribeClaim | undefined> {
  if (token.length > LONGEST_TOKEN) return undefined;
  return (await keys.known()).verify(token) ?? (await keys.latest()).verify(token);
}

/** RFC 8058 section 3.2: a form of either kind, with exactly this pair. API Gateway hands on a body in base64 where its type is no text. */
async function isOneClick({ body = '', isBase64Encoded, headers }: APIGatewayProxyEventV2): Promise<boolean> {
  if (body.length > LONGEST_BODY) return false;
  const bytes = Buffer.from(body, isBase64Encoded ? 'base64' : 'utf8');
  const type = Object.entries(headers).find(([name]) => name.toLowerCase() === 'content-type')?.[1] ?? '';
  try {
    const form = await new Response(bytes, { headers: { 'content-type': type } }).formData();
    return form.get('List-Unsubscribe') === 'One-Click';
  } catch {
    return false; // no form
  }
}

function answer(statusCode: number, { html, policy }: Page): APIGatewayProxyStructuredResultV2 {
  const headers = {
    'content-type': 'text/html; charset=utf-8',
    'cache-control': 'no-store',
    'content-security-policy': policy,
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
    'x-robots-tag': 'noindex',
  };
  return { statusCode, headers, body: html };
}
