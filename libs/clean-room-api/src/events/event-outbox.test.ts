import { createServer, type Server } from 'node:http';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { EventOutbox, type EventOutboxOptions } from './event-outbox';
import { postTo } from './post-to';

const MEMBERSHIP = 'arn:aws:cleanrooms:eu-west-1:111122223333:membership/m1';
const happening = (key: string) => ({ key, detailType: 'Protected Query Succeeded', account: '111122223333', resources: [MEMBERSHIP], detail: { protectedQueryId: key } });

let folder: string;
let server: Server;
let url: string;
let taken: { id: string; detail: { protectedQueryId: string } }[];
let answers: number[];
let open: EventOutbox[];

const outbox = async (options: Partial<EventOutboxOptions> = {}): Promise<EventOutbox> => {
  const one = await EventOutbox.open({ folder, region: 'us-east-1', clock: () => new Date('2026-11-22T10:20:30.456Z'), send: postTo(url), sleep: async () => undefined, ...options });
  open.push(one);
  return one;
};

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'parley-events-'));
  taken = [];
  answers = [];
  open = [];
  server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const status = answers.shift() ?? 204;
      if (status === 204) taken.push(JSON.parse(Buffer.concat(chunks).toString()));
      response.writeHead(status).end();
    });
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/events`;
});

afterEach(async () => {
  await Promise.all(open.map((one) => one.close()));
  server.closeAllConnections();
  await new Promise((ended) => server.close(ended));
  rmSync(folder, { recursive: true });
});

const keys = (): string[] => taken.map(({ detail }) => detail.protectedQueryId);
const eventually = async (holds: () => boolean): Promise<void> => {
  while (!holds()) await pause(5); // it ends by itself, or this test by its time limit
};
/** All are taken and counted: closing before that may send the last one again. */
const settled = (count: number): Promise<void> => eventually(() => existsSync(join(folder, 'events-sent')) && readFileSync(join(folder, 'events-sent'), 'utf8') === `${count}\n`);

it("writes and sends EventBridge's shape", async () => {
  await (await outbox()).record(happening('q1'));
  await eventually(() => taken.length === 1);
  const written = readFileSync(join(folder, 'events.jsonl'), 'utf8').trim();
  expect(JSON.parse(written)).toEqual(taken[0]);
  expect(taken[0]).toEqual({
    version: '0',
    id: expect.stringMatching(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/),
    'detail-type': 'Protected Query Succeeded',
    source: 'aws.cleanrooms',
    account: '111122223333',
    time: '2026-11-22T10:20:30Z',
    region: 'eu-west-1',
    resources: [MEMBERSHIP],
    detail: { protectedQueryId: 'q1' },
  });
});

it('sends again, in order, until each is taken', async () => {
  answers = [500, 404, 302, 204, 503];
  const failures: unknown[] = [];
  const one = await outbox({ report: (error) => failures.push(error) });
  await one.record(happening('q1'));
  await one.record(happening('q2'));
  await eventually(() => taken.length === 2);
  expect(keys()).toEqual(['q1', 'q2']);
  expect(failures).toHaveLength(4);
  expect(failures[0]).toMatchObject({ code: 'EVENT_NOT_TAKEN' });
});

it('records a happening that is told twice once', async () => {
  const one = await outbox();
  await Promise.all([one.record(happening('q1')), one.record(happening('q1')), one.record(happening('q2'))]);
  await settled(2);
  await one.close();
  const again = await outbox();
  await again.record(happening('q1'));
  await again.record(happening('q3'));
  await settled(3);
  expect(keys()).toEqual(['q1', 'q2', 'q3']);
});

it('sends what an earlier process recorded and did not send', async () => {
  const silent = await outbox({ send: undefined });
  await silent.record(happening('q1'));
  await silent.record(happening('q2'));
  await silent.close();
  const sender = await outbox();
  await settled(2);
  await sender.close();
  await (await outbox()).record(happening('q3'));
  await settled(3);
  expect(keys()).toEqual(['q1', 'q2', 'q3']);
});

it('loses nothing when its process is killed after sending, before counting', async () => {
  const first = await outbox();
  await first.record(happening('q1'));
  await eventually(() => taken.length === 1);
  await first.close();
  writeFileSync(join(folder, 'events-sent'), '0\n'); // as the kill leaves it
  await outbox();
  await eventually(() => taken.length === 2);
  expect(new Set(taken.map(({ id }) => id)).size).toBe(1);
});

it('closes at once though nobody takes its events', async () => {
  const one = await outbox({ send: postTo('http://127.0.0.1:9/'), sleep: undefined });
  await one.record(happening('q1'));
  await one.close();
});

it.each([
  ['events.jsonl', '{"version":"1"}\n', { code: 'EVENTS_UNREADABLE', problems: [{ line: 1 }] }],
  ['events-sent', 'many', { code: 'EVENTS_SENT_UNREADABLE' }],
])('says that %s was changed', async (name, text, error) => {
  writeFileSync(join(folder, name), text);
  await expect(outbox()).rejects.toMatchObject(error);
});
