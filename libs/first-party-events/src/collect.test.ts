import { collect, type CollectPorts } from './collect';
import cases from './collect.cases.json';
import { collectRequest } from './collect-request';
import { LONGEST_BODY, MOST_EVENTS, MOST_MEMBERS } from './limits';

interface Case {
  name: string;
  body: unknown;
  status: number;
  /** Of each event: 202, or why not. */
  results?: (number | string)[];
  says?: string;
  answer?: object;
  stored?: object[];
}

const NOW = 1_795_950_000_000;
let stored: Record<string, unknown>[];
let bytes: string;
beforeEach(() => {
  stored = [];
  bytes = '';
});

const ports: CollectPorts = {
  now: () => NOW,
  newId: () => `new-${stored.length}`,
  wait: async () => undefined,
  send: async (records) => {
    for (const record of records) {
      bytes += Buffer.from(record).toString();
      stored.push(JSON.parse(Buffer.from(record).toString()) as Record<string, unknown>);
    }
    return records.map(() => true);
  },
};
const event = { event: 'a', userId: 'c1' };

describe('collect', () => {
  it.each(cases as unknown as Case[])('$name', async ({ body, status, results, says, answer, stored: expected = [] }) => {
    const given = await collect(JSON.stringify(body), ports);
    expect(given.status).toBe(status);
    if (answer) expect(given.body).toEqual(answer);
    if (says) expect(given.body).toEqual({ message: says });
    if (results) expect((given.body as { results: { status: number; message: string }[] }).results.map((one) => (one.status === 202 ? 202 : one.message))).toEqual(results);
    expect(stored).toHaveLength(expected.length);
    expected.forEach((one, index) => expect(stored[index]).toMatchObject({ ...one, arrival_timestamp: NOW }));
    expect(bytes).not.toContain('ann@example.com');
    expect(bytes.split('\n')).toHaveLength(expected.length + 1);
  });

  it.each([
    ['not JSON', '{', 400],
    ['too many events', JSON.stringify(Array.from({ length: MOST_EVENTS + 1 }, () => event)), 413],
    ['too many bytes', `"${'é'.repeat(LONGEST_BODY / 2)}"`, 413],
    ['too many attributes', JSON.stringify({ ...event, attributes: Object.fromEntries(Array.from({ length: MOST_MEMBERS + 1 }, (_, index) => [`a${index}`, ''])) }), 400],
    ['a long value', JSON.stringify({ ...event, attributes: { a: 'x'.repeat(201) } }), 400],
    ['a metric that is no number', JSON.stringify({ ...event, metrics: { a: '1' } }), 400],
  ])('refuses %s', async (_, body, status) => {
    expect((await collect(body, ports)).status).toBe(status);
    expect(stored).toEqual([]);
  });

  it('says which events to send again when the stream is busy, after it has tried', async () => {
    const waits: number[] = [];
    const busy: CollectPorts = { ...ports, wait: async (ms) => void waits.push(ms), send: async (records) => records.map((record) => !Buffer.from(record).toString().includes('"late"')) };
    expect(await collect(JSON.stringify([event, { ...event, event: 'late' }]), busy)).toMatchObject({ status: 202, body: { results: [{ status: 202 }, { status: 503 }] }, counts: { accepted: 1, tryAgain: 1 } });
    expect(waits).toEqual([100, 200, 400, 800]);
    expect(await collect(JSON.stringify({ ...event, event: 'late' }), busy)).toMatchObject({ status: 503 });
  });
});

const send = (method: string, origin?: string) => collectRequest({ method, origin, body: JSON.stringify(event) }, ['https://shop.example'], ports);

describe('collectRequest', () => {
  it('answers pages of the named origins, without cookies', async () => {
    const { status, headers } = await send('POST', 'https://shop.example');
    expect([status, headers]).toEqual([202, { 'access-control-allow-origin': 'https://shop.example', 'cache-control': 'no-store', 'content-type': 'application/json', vary: 'origin' }]);
    expect(await send('OPTIONS', 'https://shop.example')).toMatchObject({ status: 204, headers: { 'access-control-allow-methods': 'POST' } });
    expect((await send('POST')).status).toBe(202);
  });

  it.each([['POST', 'https://shop.example.evil', 403], ['OPTIONS', 'null', 403], ['GET', 'https://shop.example', 405]])('refuses %s from %s', async (method, origin, status) => {
    expect((await send(method, origin)).status).toBe(status);
    expect(stored).toEqual([]);
  });
});
