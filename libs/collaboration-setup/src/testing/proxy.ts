import { createServer, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Proxy {
  url: string;
  /** Answers given so far. */
  answered(): number;
  close(): Promise<void>;
}

export interface ProxyOptions {
  /** After so many answers it cuts every connection. */
  cutAfter?: number;
  /** Changes an answer's body. */
  alter?: (body: string) => string;
}

/** Stands before a server, and does to its answers what networks and services do. */
export async function openProxy(to: string, { cutAfter = Infinity, alter = (body) => body }: ProxyOptions = {}): Promise<Proxy> {
  let answered = 0;
  const proxy: Server = createServer((incoming, outgoing) => {
    if (answered >= cutAfter) return void incoming.socket.destroy();
    const { method, url, headers } = incoming;
    const forwarded = request(new URL(url ?? '/', to), { method, headers }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on('data', (chunk: Buffer) => chunks.push(chunk));
      answer.on('end', () => {
        const body = Buffer.from(alter(Buffer.concat(chunks).toString()));
        answered += 1;
        outgoing.writeHead(answer.statusCode ?? 500, { ...answer.headers, 'content-length': body.length }).end(body);
      });
    });
    incoming.pipe(forwarded);
  });
  await new Promise<void>((ready) => proxy.listen(0, '127.0.0.1', ready));
  const close = () => {
    proxy.closeAllConnections();
    return new Promise<void>((ended) => proxy.close(() => ended()));
  };
  return { url: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`, answered: () => answered, close };
}
