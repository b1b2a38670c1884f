import type { Caller, Members } from '../operation';
import { operationModels } from '../protocol/model';
import type { WireService } from '../protocol/wire-service';

/** Calls an operation of the service by name. What the service refuses is thrown as Refused. */
export type Invoke = (operation: string, members: Members) => Promise<Members>;

/** An operation's error, as a client would have met it. */
export class Refused extends Error {
  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message);
    this.name = code;
  }
}

/**
 * Calls operations for a caller over the very protocol that clients use: Cloud Control gets the same checks, constraints
 * and errors, and no behaviour of its own.
 */
export function invoker(wire: WireService, caller: Caller): Invoke {
  return async (operation, members) => {
    const model = operationModels.get(operation);
    if (!model) throw new Error(`AWS Clean Rooms has no operation ${operation}`);
    const { url, rest } = filled(model.template, members);
    const inQuery = model.method === 'GET' || model.method === 'DELETE';
    const query = inQuery && Object.keys(rest).length > 0 ? `?${queryOf(rest)}` : '';
    const body = inQuery ? '' : JSON.stringify(rest);
    const response = await wire({ method: model.method, url: `${url}${query}`, headers: { 'content-type': 'application/json' }, body: Buffer.from(body), caller });
    const answer = response.body === '' ? {} : (JSON.parse(response.body) as Members);
    if (response.status >= 400) throw new Refused(response.headers['x-amzn-errortype'] ?? 'InternalServerException', told(answer));
    return answer;
  };
}

/** The path with its labels filled in, and the members that are left. */
function filled(template: string, members: Members): { url: string; rest: Members } {
  const rest = { ...members };
  const url = template.replaceAll(/\{([A-Za-z]+)\+?\}/g, (_, label: string) => {
    const value = String(rest[label] ?? '');
    delete rest[label];
    return encodeURIComponent(value);
  });
  return { url, rest };
}

/** A list is a parameter given many times. */
function queryOf(members: Members): string {
  const pairs = Object.entries(members).flatMap(([name, value]) => [value].flat().map((one): [string, string] => [name, String(one)]));
  return new URLSearchParams(pairs).toString();
}

function told({ message, fieldList }: Members): string {
  const fields = Array.isArray(fieldList) ? (fieldList as { name: string; message: string }[]).map((field) => `${field.name}: ${field.message}`) : [];
  return [...new Set([String(message), ...fields])].join('; ');
}
