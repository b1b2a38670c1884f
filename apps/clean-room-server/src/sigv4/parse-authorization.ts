import { incomplete, missingToken, presigned } from './errors';
import { type HeaderList, type SignedRequest, valuesOf } from './signed-request';

/** What the Authorization header and the date say. */
export interface Authorization {
  accessKey: string;
  /** `YYYYMMDD` of the credential scope. */
  scopeDate: string;
  region: string;
  /** The service the request is for, such as `cleanrooms`. */
  service: string;
  /** Lower case, in the order given. */
  signedHeaders: readonly string[];
  /** 64 hex digits. */
  signature: string;
  /** When it was signed: `YYYYMMDDTHHMMSSZ`. */
  signedAt: string;
}

const ALGORITHM = 'AWS4-HMAC-SHA256';
const SCOPE_END = 'aws4_request';

/**
 * Reads the header form of Signature Version 4. Refuses a presigned URL, and names all that is missing at once.
 * @throws ServerError
 */
export function parseAuthorization({ url, headers }: SignedRequest): Authorization {
  const given = valuesOf(headers, 'authorization');
  const [header] = given;
  if (header === undefined) throw /[?&]X-Amz-(Signature|Credential)=/i.test(url) ? presigned() : missingToken();
  if (given.length > 1) throw incomplete(['The Authorization header is given more than once.']);
  if (header !== ALGORITHM && !header.startsWith(`${ALGORITHM} `)) throw incomplete([`Unsupported AWS 'algorithm': this server takes ${ALGORITHM} alone.`]);
  return complete(parametersOf(header), dateOf(headers));
}

function complete(parameters: ReadonlyMap<string, string>, signedAt: string | undefined): Authorization {
  const lacks = ['Credential', 'Signature', 'SignedHeaders'].filter((name) => !parameters.get(name)).map((name) => `Authorization header requires '${name}' parameter.`);
  if (signedAt === undefined) lacks.push("Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header.");
  const signedHeaders = (parameters.get('SignedHeaders') ?? '').toLowerCase().split(';');
  const [accessKey = '', scopeDate = '', region = '', service = '', end, ...more] = (parameters.get('Credential') ?? '').split('/');
  const signature = parameters.get('Signature') ?? '';
  if (lacks.length === 0) {
    if (!signedHeaders.includes('host')) lacks.push("'Host' or ':authority' must be a 'SignedHeader' in the AWS Authorization.");
    if (end !== SCOPE_END || more.length > 0 || !accessKey || !region || !service || !/^\d{8}$/.test(scopeDate)) {
      lacks.push(`Credential must have exactly 5 slash-delimited elements: keyid/date/region/service/${SCOPE_END}.`);
    }
    if (!/^[0-9a-f]{64}$/.test(signature)) lacks.push('Signature must be 64 lower-case hexadecimal digits.');
  }
  if (lacks.length > 0 || signedAt === undefined) throw incomplete(lacks);
  return { accessKey, scopeDate, region, service, signedHeaders, signature, signedAt };
}

function parametersOf(header: string): ReadonlyMap<string, string> {
  const parts = header.slice(ALGORITHM.length).split(',');
  return new Map(parts.map((part) => [part.split('=', 1)[0]?.trim() ?? '', part.slice(part.indexOf('=') + 1).trim()]));
}

/** `X-Amz-Date`, else `Date` in either of its forms; undefined for one that is no date, or is given twice. */
function dateOf(headers: HeaderList): string | undefined {
  const given = valuesOf(headers, 'x-amz-date');
  const values = given.length > 0 ? given : valuesOf(headers, 'date');
  const [value = ''] = values;
  if (values.length !== 1) return undefined;
  if (/^\d{8}T\d{6}Z$/.test(value)) return Number.isNaN(timeOf(value)) ? undefined : value;
  const parsed = given.length > 0 ? Number.NaN : Date.parse(value);
  return Number.isNaN(parsed) ? undefined : basicDate(parsed);
}

/** Epoch milliseconds of `YYYYMMDDTHHMMSSZ`. */
export function timeOf(basic: string): number {
  return Date.parse(basic.replace(/^(\d{4})(\d\d)(\d\dT\d\d)(\d\d)(\d\dZ)$/, '$1-$2-$3:$4:$5'));
}

/** `YYYYMMDDTHHMMSSZ` of epoch milliseconds. */
export function basicDate(time: number): string {
  return new Date(time).toISOString().replaceAll(/[-:]|\.\d{3}/g, '');
}
