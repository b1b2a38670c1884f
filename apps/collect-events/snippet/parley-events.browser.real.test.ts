import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { collectRequest } from '@parley/first-party-events';
import { describeWith } from '@parley/testing';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';

const script = readFileSync(join(__dirname, 'parley-events.js'), 'utf8');

/** A shop's page and, on another origin, the collector; a browser between them. */
describeWith('chromium', 'the snippet in a browser', () => {
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  let servers: Server[];
  let shop: string;
  let stored: { event_type: string; client: { client_id: string } }[];
  let requests: { method?: string; cookie?: string }[];
  let busy: boolean;

  beforeAll(async () => {
    const executablePath = execFileSync('sh', ['-c', 'command -v chromium'], { encoding: 'utf8' }).trim();
    browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
  }, 60_000);
  afterAll(() => browser.close());

  beforeEach(async () => {
    [stored, requests, busy] = [[], [], false];
    const collector = await listening((request, response) => void answer(request, response));
    const endpoint = `${address(collector)}/events`;
    const site = await listening(({ url }, response) => {
      if (url !== '/') return response.setHeader('content-type', 'text/javascript').end(script);
      return response.setHeader('set-cookie', 'shop=1').setHeader('content-type', 'text/html').end(`<script src="parley-events.js" data-endpoint="${endpoint}"></script>`);
    });
    servers = [collector, site];
    shop = address(site);
    context = await browser.newContext();
    page = await context.newPage();
    await page.goto(shop);
  });
  afterEach(async () => {
    await context.close();
    for (const server of servers) {
      server.closeAllConnections();
      server.close();
    }
  });

  const send = async (records: readonly Uint8Array[]): Promise<boolean[]> => records.map((record) => {
    if (!busy) stored.push(JSON.parse(Buffer.from(record).toString()));
    return !busy;
  });

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    requests.push({ method: request.method, cookie: request.headers.cookie });
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const { status, headers, body } = await collectRequest({ method: request.method ?? '', origin: request.headers.origin, body: Buffer.concat(chunks).toString() }, [shop], { send, wait: async () => undefined, now: Date.now, newId: () => 'new' });
    response.writeHead(status, headers).end(body);
  }

  const types = (): string[] => stored.map(({ event_type }) => event_type);
  const run = (code: string): Promise<unknown> => page.evaluate(code);
  const track = (count: number): Promise<unknown> => run(`for (let i = 0; i < ${count}; i++) parley.track('view' + i, { page: 'home' }, { seconds: 1 })`);

  it('keeps, stores and sends nothing before consent, nor after it is taken back', async () => {
    await track(30);
    await run('parley.consent(true); parley.track("kept"); parley.consent(false); parley.track("late"); parley.consent(true)');
    await page.close({ runBeforeUnload: false });
    expect([requests, stored]).toEqual([[], []]);
  });

  it('sends a batch without preflight or cookie, under the key it was given or an id of its own', async () => {
    await run('parley.consent(true)');
    await track(1);
    await run('parley.identify("c1")');
    await track(19);
    await expectSoon(() => stored.length === 20);
    expect(new Set(stored.map(({ client }) => client.client_id)).size).toBe(2);
    expect(stored[19]?.client).toEqual({ client_id: 'c1' });
    expect(requests).toEqual([{ method: 'POST', cookie: undefined }]);
    expect(await run('Object.keys(localStorage)')).toEqual(['parley-client-id']);
  });

  it('sends what waits when the page is left', async () => {
    await run('parley.consent(true); parley.track("last")');
    await page.goto('about:blank');
    await expectSoon(() => types().join() === 'last');
  });

  it('sends again what a busy collector did not take', async () => {
    busy = true;
    await run('parley.consent(true)');
    await track(20);
    await expectSoon(() => requests.length === 1);
    busy = false;
    await expectSoon(() => stored.length === 20);
    expect(types()).toEqual(Array.from({ length: 20 }, (_, index) => `view${index}`));
  });

  it('takes Global Privacy Control for a no', async () => {
    await context.addInitScript('Object.defineProperty(navigator, "globalPrivacyControl", { value: true })');
    await page.goto(shop);
    await run('parley.consent(true)');
    await track(20);
    await page.goto('about:blank');
    expect(requests).toEqual([]);
  });
});

async function listening(handle: (request: IncomingMessage, response: ServerResponse) => void): Promise<Server> {
  const server = createServer(handle).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return server;
}

const address = (server: Server): string => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

async function expectSoon(holds: () => boolean): Promise<void> {
  const end = Date.now() + 20_000;
  while (!holds()) {
    if (Date.now() > end) throw new Error('it did not come about within 20 s');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
