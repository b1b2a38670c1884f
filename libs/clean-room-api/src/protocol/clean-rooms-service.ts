import type { Members, Operation } from '../operation';
import { ServiceError, internal } from '../service-error';
import { notSupported, otherMethod, unknownOperation } from './errors';
import { type OperationModel, operationModels } from './model';
import { readRequest } from './read-request';
import { findRoute, type Route } from './routes';
import { WireError } from './wire-error';
import type { WireRequest, WireResponse, WireService } from './wire-service';
import { writeMembers } from './write-members';

export interface CleanRoomsServiceOptions<Parts> {
  /** Those that are built; every other operation of the model is refused by name. */
  operations: readonly Operation<Parts>[];
  parts: Parts;
  /** Is told what a caller must not see: the cause of an InternalServerException. */
  onFault: (error: unknown, requestId: string) => void;
}

/**
 * The REST-JSON protocol of AWS Clean Rooms over a set of operations.
 * @throws Error if an operation has no counterpart in the service's model, or two have one name
 */
export function cleanRoomsService<Parts>({ operations, parts, onFault }: CleanRoomsServiceOptions<Parts>): WireService {
  const byName = indexByName(operations);
  return async (request) => {
    try {
      return await answer(request);
    } catch (error) {
      if (error instanceof WireError) return errorResponse(error.code, error.status, { message: error.message }, error.headers);
      if (error instanceof ServiceError && error.status < 500) return serviceErrorResponse(error);
      onFault(error, request.caller.requestId);
      return serviceErrorResponse(internal(error));
    }
  };

  async function answer({ method, url, body, caller }: WireRequest): Promise<WireResponse> {
    const [path = '', query = ''] = splitOnce(url, '?');
    const { operation, labels } = routeTo(method, path);
    const handler = byName.get(operation.name);
    if (!handler) throw notSupported(operation.name);
    const input = readRequest(operation, { labels, query, body });
    return success(operation, await handler.handle(input, { caller, service: parts }));
  }
}

function routeTo(method: string, path: string): Extract<Route, { found: 'operation' }> {
  const route = findRoute(method, path);
  if (route.found === 'operation') return route;
  throw route.found === 'nothing' ? unknownOperation(method) : otherMethod(method, route.allowed);
}

function success({ status }: OperationModel, output: Members): WireResponse {
  if (status === 204) return { status, headers: {}, body: '' };
  return { status, headers: { 'content-type': 'application/json' }, body: writeMembers(output) };
}

function serviceErrorResponse({ code, status, message, members }: ServiceError): WireResponse {
  return errorResponse(code, status, { ...members, message });
}

/** An error as REST-JSON writes it: its name in a header, its text and members in the body. */
export function errorResponse(code: string, status: number, members: Members, headers: Readonly<Record<string, string>> = {}): WireResponse {
  return { status, headers: { ...headers, 'content-type': 'application/json', 'x-amzn-errortype': code }, body: writeMembers(members) };
}

function indexByName<Parts>(operations: readonly Operation<Parts>[]): ReadonlyMap<string, Operation<Parts>> {
  const byName = new Map<string, Operation<Parts>>();
  for (const operation of operations) {
    if (!operationModels.has(operation.name)) throw new Error(`AWS Clean Rooms has no operation ${operation.name}`);
    if (byName.has(operation.name)) throw new Error(`the operation ${operation.name} is given twice`);
    byName.set(operation.name, operation);
  }
  return byName;
}

function splitOnce(text: string, mark: string): [string, string] {
  const at = text.indexOf(mark);
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)];
}
