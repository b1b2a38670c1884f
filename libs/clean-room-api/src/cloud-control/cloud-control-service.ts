import { isDeepStrictEqual } from 'node:util';
import type { Caller, Members } from '../operation';
import type { WireResponse, WireService } from '../protocol/wire-service';
import { ControlError, handlerCode, invalid, noResource, unknownType } from './control-error';
import { patched, readDesiredState, replacedProperties } from './desired-state';
import { type Invoke, invoker, Refused } from './invoke';
import { type ProgressEvent, Requests } from './progress';
import type { Properties } from './resource-type';
import { identifierOf, identifierParts, type KnownType, resourceTypes } from './resource-types';

export interface CloudControlOptions {
  /** The Clean Rooms service that everything is done by. */
  cleanRooms: WireService;
  clock: () => Date;
  ids: () => string;
  onFault: (error: unknown, requestId: string) => void;
}

interface Asked {
  input: Members;
  invoke: Invoke;
  caller: Caller;
}

/**
 * The Cloud Control API (awsJson1.0) for the Clean Rooms types: create, read, update by JSON patch, delete, list, over the
 * operations of the service. Follows the API reference, "Cloud Control API" 2021-09-30.
 */
export function cloudControlService({ cleanRooms, clock, ids, onFault }: CloudControlOptions): WireService {
  const requests = new Requests();
  const operations: Readonly<Record<string, (asked: Asked) => Promise<Members>>> = {
    CreateResource: (asked) => change(asked, 'CREATE', create),
    UpdateResource: (asked) => change(asked, 'UPDATE', update),
    DeleteResource: (asked) => change(asked, 'DELETE', remove),
    GetResource: get,
    ListResources: list,
    GetResourceRequestStatus: async ({ input, caller }) => ({ ProgressEvent: await requests.status(caller.account, input.RequestToken) }),
    ListResourceRequests: async ({ caller }) => ({ ResourceRequestStatusSummaries: requests.list(caller.account) }),
    CancelResourceRequest: ({ input, caller }) => requests.cancel(caller.account, input.RequestToken),
  };

  return async ({ headers, body, caller }) => {
    try {
      const name = headers['x-amz-target']?.replace(/^CloudApiService\./, '') ?? '';
      const operation = Object.hasOwn(operations, name) ? operations[name] : undefined;
      if (!operation) throw new ControlError('UnknownOperationException', 'Cloud Control has no such operation here');
      return answer(200, await operation({ input: readInput(body), caller, invoke: invoker(cleanRooms, caller) }));
    } catch (error) {
      if (error instanceof ControlError) return answer(400, { __type: error.code, Message: error.message });
      if (error instanceof Refused) return answer(400, { __type: 'GeneralServiceException', Message: error.message });
      onFault(error, caller.requestId);
      return answer(500, { __type: 'ServiceInternalErrorException', Message: 'The service failed; its log has the reason.' });
    }
  };

  type Change = (known: KnownType, asked: Asked) => Promise<{ identifier: string; properties?: Properties }>;

  async function change(asked: Asked, Operation: ProgressEvent['Operation'], make: Change): Promise<Members> {
    const known = typeOf(asked.input);
    const begin = async (RequestToken: string): Promise<ProgressEvent> => {
      const event = { TypeName: known.schema.typeName, RequestToken, Operation, EventTime: clock().getTime() / 1000 };
      const asIs = Operation === 'CREATE' ? {} : { Identifier: String(asked.input.Identifier) };
      try {
        const { identifier, properties } = await make(known, asked);
        return { ...event, OperationStatus: 'SUCCESS', Identifier: identifier, ...(properties && { ResourceModel: JSON.stringify(properties) }) };
      } catch (error) {
        if (!(error instanceof Refused)) throw error;
        return { ...event, ...asIs, OperationStatus: 'FAILED', ErrorCode: handlerCode(error.code), StatusMessage: error.message };
      }
    };
    return { ProgressEvent: await requests.once(asked.caller.account, asked.input, begin, ids) };
  }
}

async function create({ type, schema }: KnownType, { input, invoke }: Asked) {
  const properties = await type.create(invoke, readDesiredState(input.DesiredState, schema));
  return { identifier: identifierOf(schema, properties), properties };
}

async function update(known: KnownType, asked: Asked) {
  const { type, schema } = known;
  const before = await readResource(known, asked);
  const after = patched(before, asked.input.PatchDocument, schema);
  const replaced = replacedProperties(before, after, schema);
  if (replaced.length > 0) throw new Refused('NotUpdatable', `${replaced.join(', ')} can't be changed in place: make a new resource`);
  if (!isDeepStrictEqual(before, after)) await type.update(asked.invoke, before, after);
  return { identifier: identifierOf(schema, before), properties: await readResource(known, asked) };
}

async function remove({ type, schema }: KnownType, { input, invoke }: Asked) {
  const identifier = String(input.Identifier);
  await type.delete(invoke, partsOf(schema, identifier));
  return { identifier };
}

async function get(asked: Asked): Promise<Members> {
  const known = typeOf(asked.input);
  const properties = await readResource(known, asked).catch((error: unknown) => {
    // Whether it is another's or nobody's, it is not there for this caller.
    if (error instanceof Refused && ['ResourceNotFoundException', 'AccessDeniedException'].includes(error.code)) throw noResource(known.schema.typeName, String(asked.input.Identifier));
    throw error;
  });
  return { TypeName: known.schema.typeName, ResourceDescription: described(known, properties) };
}

async function list(asked: Asked): Promise<Members> {
  const { type, schema } = typeOf(asked.input);
  const model = asked.input.ResourceModel === undefined ? {} : (JSON.parse(String(asked.input.ResourceModel)) as Properties);
  if (schema.primaryIdentifier.length > 1 && model.MembershipIdentifier === undefined) throw invalid('ResourceModel must name the MembershipIdentifier');
  const found = await type.list(asked.invoke, model);
  return { TypeName: schema.typeName, ResourceDescriptions: found.map((properties) => described({ type, schema }, properties)) };
}

async function readResource({ type, schema }: KnownType, { input, invoke }: Asked): Promise<Properties> {
  const found = await type.read(invoke, partsOf(schema, String(input.Identifier)));
  // What CloudFormation has no word for stays with the API.
  return Object.fromEntries(Object.entries(found).filter(([name, value]) => value !== undefined && Object.hasOwn(schema.properties, name)));
}

function described({ schema }: KnownType, properties: Properties): Members {
  return { Identifier: identifierOf(schema, properties), Properties: JSON.stringify(properties) };
}

function typeOf({ TypeName }: Members): KnownType {
  const known = resourceTypes.get(String(TypeName));
  if (!known) throw unknownType(TypeName);
  return known;
}

function partsOf(schema: KnownType['schema'], identifier: string): Properties {
  const parts = identifierParts(schema, identifier);
  if (!parts) throw invalid(`An identifier of ${schema.typeName} has ${schema.primaryIdentifier.length} parts with | between them`);
  return parts;
}

function readInput(body: Uint8Array): Members {
  try {
    const input = JSON.parse(Buffer.from(body).toString('utf8')) as unknown;
    if (typeof input === 'object' && input !== null && !Array.isArray(input)) return input as Members;
  } catch {
    // said below
  }
  throw new ControlError('SerializationException', 'The body is no JSON object');
}

function answer(status: number, members: Members): WireResponse {
  return { status, headers: { 'content-type': 'application/x-amz-json-1.0' }, body: JSON.stringify(members) };
}
