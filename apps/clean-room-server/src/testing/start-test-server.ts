import { randomUUID } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { cleanRoomsService, type Operation } from '@parley/clean-room-api';
import { createServer, type ServerParts } from '../http/create-server';

export const P = { id: '111111111111', accessKey: '111111111111', secret: 'p-secret/with+signs' };
export const Q = { id: '222222222222', accessKey: 'AKIAQ000000000000000', secret: 'q-secret' };

/** They say what they were asked and by whom, so that a test sees both sides of the wire. */
export const echoes: readonly Operation<object>[] = [
  { name: 'CreateConfiguredTable', handle: (input, { caller }) => ({ configuredTable: { ...input, caller } }) },
  { name: 'CreateConfiguredTableAnalysisRule', handle: (input) => ({ analysisRule: { ...input, createTime: new Date(1_700_000_000_123) } }) },
  { name: 'ListMembers', handle: (input, { caller }) => ({ memberSummaries: [], nextToken: JSON.stringify([input, caller.account, caller.region]) }) },
  { name: 'ListTagsForResource', handle: (input) => ({ tags: { arn: String(input.resourceArn) } }) },
  { name: 'UntagResource', handle: () => ({}) },
  { name: 'DeleteCollaboration', handle: () => ({}) },
  { name: 'GetCollaboration', handle: () => Promise.reject(new Error('the disk burns')) },
];

/** A real server on a free port, with accounts P and Q. `stop` ends it. */
export async function startTestServer(parts: Partial<ServerParts> = {}) {
  const faults: unknown[] = [];
  const onFault = (error: unknown): void => void faults.push(error);
  const app = createServer({
    accounts: new Map([P, Q].map((account) => [account.accessKey, account])),
    services: { cleanrooms: cleanRoomsService({ operations: echoes, parts: {}, onFault }) },
    reset: () => Promise.resolve(),
    clock: () => new Date(),
    ids: randomUUID,
    onFault,
    ...parts,
  });
  await app.listen({ host: '127.0.0.1', port: 0 });
  const { port } = app.server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, port, faults, stop: () => app.close() };
}
