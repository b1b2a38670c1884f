import type { NormalizedSchema } from '@smithy/core/schema';
import { shapeProblems } from './check-shape';
import type { OperationShape, ServiceModel } from './service-model';

/** A request as it came. Headers by lower-case name. */
export interface RawRequest {
  method: string;
  url: string;
  headers: Readonly<Record<string, string | string[] | undefined>>;
  body: Buffer;
}

/** What a request asks for. `input` is what the client was given; it is there only where there are no problems. */
export interface ReadCall {
  operation?: OperationShape;
  input?: Record<string, unknown>;
  problems: string[];
}

/** Finds the operation and reads its input, strictly. */
export async function readCall(model: ServiceModel, request: RawRequest): Promise<ReadCall> {
  const found = model.protocol === 'restJson1' ? findRoute(model, request) : findTarget(model, request);
  const problems = [...signatureProblems(request), ...found.problems];
  const { operation, labels } = found;
  if (!operation) return { problems };
  const json = parse(request.body, problems);
  if (json === undefined) return { operation, problems };
  const bound = model.protocol === 'restJson1' ? readBindings(operation, labels, request, problems) : new Map<string, unknown>();
  const payload = Object.entries(operation.input.getMemberSchemas()).find(([, member]) => member.getMergedTraits().httpPayload);
  const given = { ...(payload && model.protocol === 'restJson1' ? { [payload[0]]: json } : json), ...Object.fromEntries(bound) };
  problems.push(...shapeProblems(operation.input, given, { enums: model.enums, form: 'json', wireNames: model.protocol === 'restJson1' }));
  if (problems.length > 0) return { operation, problems };
  const bytes = Buffer.from(JSON.stringify(given));
  return { operation, problems, input: (await model.codec.createDeserializer().read(operation.input, bytes)) as Record<string, unknown> };
}

interface Found {
  operation?: OperationShape;
  labels: ReadonlyMap<string, string>;
  problems: string[];
}

function findTarget(model: ServiceModel, { method, url, headers }: RawRequest): Found {
  const labels = new Map<string, string>();
  const [prefix, name = ''] = String(headers['x-amz-target'] ?? '').split('.');
  const operation = model.operations.get(name);
  const contentType = `application/x-amz-json-${model.protocol === 'awsJson1_0' ? '1.0' : '1.1'}`;
  const problems = [
    ...(method === 'POST' && url === '/' ? [] : ['the request must be POST /']),
    ...(headers['content-type'] === contentType ? [] : [`content-type must be ${contentType}`]),
    ...(prefix === model.target && operation ? [] : [`X-Amz-Target must be ${model.target}.<operation>`]),
  ];
  return { operation, labels, problems };
}

function findRoute(model: ServiceModel, { method, url }: RawRequest): Found {
  const path = url.split('?')[0] ?? '';
  const hits = [...model.operations.values()].flatMap((operation) => {
    const labels = operation.http?.[0] === method ? fit(operation.http[1], path) : undefined;
    return labels ? [{ operation, labels }] : [];
  });
  const hit = hits.sort((a, b) => a.labels.size - b.labels.size)[0]; // a fixed segment before a label
  return hit ? { ...hit, problems: [] } : { labels: new Map(), problems: [`${model.package} has no operation ${method} of this path`] };
}

function fit(template: string, path: string): Map<string, string> | undefined {
  const [want, got] = [(template.split('?')[0] ?? '').split('/'), path.split('/')];
  if (want.length !== got.length) return undefined;
  const labels = new Map<string, string>();
  for (const [index, segment] of want.entries()) {
    const text = got[index] ?? '';
    if (segment.startsWith('{')) labels.set(segment.slice(1, -1).replace('+', ''), decodeURIComponent(text));
    else if (segment !== text) return undefined;
  }
  return labels;
}

/** Members that stand in path, query and headers. */
function readBindings({ input }: OperationShape, labels: ReadonlyMap<string, string>, request: RawRequest, problems: string[]): Map<string, unknown> {
  const query = new URL(request.url, 'http://localhost').searchParams;
  const bound = new Map<string, unknown>();
  const asked = new Set<string>();
  for (const [name, member] of Object.entries(input.getMemberSchemas())) {
    const { httpLabel, httpQuery, httpHeader } = member.getMergedTraits();
    if (httpQuery !== undefined) asked.add(httpQuery);
    const texts = httpLabel ? [labels.get(name)] : httpQuery !== undefined ? query.getAll(httpQuery) : httpHeader ? [request.headers[httpHeader.toLowerCase()]] : [];
    const values = texts.filter((text) => typeof text === 'string').map((text) => scalarOf(member, text));
    if (values.length > 0) bound.set(name, member.isListSchema() ? values : values[0]);
  }
  for (const name of new Set(query.keys())) if (!asked.has(name)) problems.push(`query parameter ${name} is unknown`);
  return bound;
}

function scalarOf(member: NormalizedSchema, text: string): unknown {
  if (member.isNumericSchema()) return Number(text);
  if (member.isBooleanSchema()) return text === 'true' ? true : text === 'false' ? false : text;
  return text;
}

function parse(body: Buffer, problems: string[]): Record<string, unknown> | undefined {
  if (body.length === 0) return {};
  try {
    const parsed: unknown = JSON.parse(body.toString('utf8'));
    if (typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed)) return parsed as Record<string, unknown>;
  } catch {
    // said below
  }
  problems.push('the body must be a JSON object');
  return undefined;
}

/** That the request is signed at all; the signature is not verified. */
function signatureProblems({ headers }: RawRequest): string[] {
  const signed = /^AWS4-HMAC-SHA256 Credential=[^/]+\/\d{8}\/[a-z0-9-]+\/[a-z0-9-]+\/aws4_request, SignedHeaders=(\S*), Signature=[0-9a-f]{64}$/;
  const names = signed.exec(String(headers.authorization ?? ''))?.[1]?.split(';') ?? [];
  return names.includes('host') && names.includes('x-amz-date') ? [] : ['the request must be signed (AWS Signature Version 4), with host and x-amz-date'];
}
