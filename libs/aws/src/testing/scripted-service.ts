import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Answer {
  status: number;
  body: unknown;
  /** Name of the exception. */
  error?: string;
}

/** `POST /path`, body: what comes back. `hang up` closes the connection without an answer. */
export type Script = (request: { call: string; body: unknown }) => Answer | 'hang up';

export interface ScriptedService {
  endpoint: string;
  /** `POST /path` of every request, in order. */
  calls: string[];
  stop(): Promise<void>;
}

/** A service on loopback that answers as the script says: for what a real one does too rarely to be tried. */
export async function scriptedService(script: Script): Promise<ScriptedService> {
  const calls: string[] = [];
  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const text = await bodyOf(request);
    const call = `${request.method} ${request.url}`;
    calls.push(call);
    answer(response, script({ call, body: text === '' ? undefined : JSON.parse(text) }));
  };
  const server = createServer((request, response) => void serve(request, response));
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const { port } = server.address() as AddressInfo;
  const stop = async (): Promise<void> => {
    server.closeAllConnections();
    await new Promise((ended) => server.close(ended));
  };
  return { endpoint: `http://127.0.0.1:${port}`, calls, stop };
}

function answer(response: ServerResponse, said: Answer | 'hang up'): void {
  if (said === 'hang up') {
    response.destroy();
    return;
  }
  response.writeHead(said.status, { 'content-type': 'application/json', ...(said.error && { 'x-amzn-errortype': said.error }) });
  response.end(JSON.stringify(said.body));
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}
