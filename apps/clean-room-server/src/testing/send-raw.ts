import { request } from 'node:http';

export interface RawAnswer {
  status: number;
  headers: NodeJS.Dict<string | string[]>;
  body: string;
}

/** Sends a request whose path and headers go out exactly as given; a list of headers may name one twice. */
export function sendRaw(port: number, method: string, path: string, headers: Readonly<Record<string, string>> | readonly string[], body: string | Buffer = ''): Promise<RawAnswer> {
  const list = Array.isArray(headers) ? (headers as readonly string[]) : Object.entries(headers as Record<string, string>).flat();
  return new Promise((resolve, reject) => {
    const sent = request({ host: '127.0.0.1', port, method, path, headers: [...list, 'content-length', String(Buffer.byteLength(body))], setHost: false, agent: false });
    sent.once('error', reject);
    sent.once('response', (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.once('error', reject);
      response.once('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(chunks).toString() }));
    });
    sent.end(body);
  });
}
