import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Form, shapeProblems } from './check-shape';
import { type RawRequest, readCall } from './read-call';
import { operationOf, serviceModel } from './service-model';
import { ConnectionLost, WireFault } from './wire-fault';
import { type RawAnswer, writeAnswer, writeFault } from './write-answer';

/**
 * What the service does, by operation: the input as the client was given it, to the output as the client gives it back.
 * Throw `WireFault` to refuse, `ConnectionLost` to break the connection; a promise that never ends lets the client time out.
 * Parameters are the SDK's own types: `(input: SendMessagesCommandInput) => …`.
 */
export type Behaviours = Readonly<Record<string, (input: never) => object | Promise<object>>>;

export interface StrictService {
  endpoint: string;
  /** Right requests in the order they came, also those whose behaviour then refused. */
  calls: { operation: string; input: Record<string, unknown> }[];
  /** Everything that was wrong so far. */
  problems: string[];
  /** Ends the server. Throws where a request or an answer was wrong, so that the test fails even if its client hid the error. */
  stop(): Promise<void>;
}

/**
 * A service on loopback that knows the shapes of a client package's service and nothing else. Each request is checked
 * strictly against the schemas that `@aws-sdk/client-…` carries at run time; a wrong one is answered 400 and makes `stop`
 * throw. Protocols: restJson1, awsJson1.0, awsJson1.1. The behaviour is the test's, and its answers are checked as strictly.
 * Not checked: lengths, ranges and patterns (the schemas have none), and whether a signature is right.
 * @param name the client's package, such as `@aws-sdk/client-pinpoint`
 */
export async function startStrictService(name: string, behaviours: Behaviours): Promise<StrictService> {
  const model = serviceModel(name);
  for (const operation of Object.keys(behaviours)) operationOf(model, operation);
  const calls: StrictService['calls'] = [];
  const problems: string[] = [];

  const answer = async (request: RawRequest): Promise<RawAnswer> => {
    const { operation, input, problems: wrong } = await readCall(model, request);
    const behaviour = operation && Object.hasOwn(behaviours, operation.name) ? behaviours[operation.name] : undefined;
    if (operation && !behaviour) wrong.push('the test gives this operation no behaviour');
    if (!operation || !behaviour || !input || wrong.length > 0) {
      problems.push(...wrong.map((problem) => `${operation?.name ?? request.method}: ${problem}`));
      return writeFault(model, new WireFault('ValidationException', wrong.join('; '), 400));
    }
    calls.push({ operation: operation.name, input });
    const written = writeAnswer(model, operation, await behaviour(input as never));
    problems.push(...written.problems.map((problem) => `${operation.name}: ${problem}`));
    return written;
  };
  const refuse = (error: unknown): RawAnswer => {
    if (error instanceof WireFault && (model.errors.has(error.code) || error.status !== undefined)) return writeFault(model, error);
    problems.push(`a behaviour broke: ${String(error)}`);
    return writeFault(model, new WireFault('InternalFailure', 'a behaviour broke', 500));
  };

  const server = createServer((request, response) => {
    void (async () => {
      try {
        send(response, await answer(await readRaw(request)));
      } catch (error) {
        if (error instanceof ConnectionLost) request.socket.destroy();
        else send(response, refuse(error));
      }
    })();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const stop = async (): Promise<void> => {
    server.close();
    server.closeAllConnections();
    await once(server, 'close');
    if (problems.length > 0) throw new Error(`${name} was spoken to wrongly:\n${problems.join('\n')}`);
  };
  return { endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, calls, problems, stop };
}

/**
 * What is wrong with an operation's input by the service's schema, without a request: for inputs that something else
 * sends, such as the `Parameters` of a state machine.
 * @param form `json` for what a document holds, `value` for a program's own values (dates, bytes)
 */
export function inputProblems(name: string, operation: string, input: unknown, form: Form = 'json'): string[] {
  const model = serviceModel(name);
  return shapeProblems(operationOf(model, operation).input, input, { enums: model.enums, form, wireNames: false });
}

/** The same of an operation's output: for answers in the form of a service that our own code gives. */
export function outputProblems(name: string, operation: string, output: unknown, form: Form = 'json'): string[] {
  const model = serviceModel(name);
  return shapeProblems(operationOf(model, operation).output, output, { enums: model.enums, form, wireNames: false });
}

async function readRaw(request: IncomingMessage): Promise<RawRequest> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return { method: request.method ?? '', url: request.url ?? '', headers: request.headers, body: Buffer.concat(chunks) };
}

function send(response: ServerResponse, { status, headers, body }: RawAnswer): void {
  response.writeHead(status, headers).end(body);
}
