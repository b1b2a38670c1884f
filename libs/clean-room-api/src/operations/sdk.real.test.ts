import { CleanRooms, CleanRoomsServiceException } from '@aws-sdk/client-cleanrooms';
import { Readable } from 'node:stream';
import type { Members } from '../operation';
import { cleanRoomsService } from '../protocol/clean-rooms-service';
import { ServiceError, type ServiceErrorCode } from '../service-error';
import scripts from './cases/operations.cases.json';
import scenario from './cases/scenario.json';
import { OPERATIONS } from './operations';
import { runScript, type Step } from './testing/script';
import { type AccountName, ACCOUNTS, openTestService, type TestService, uuid } from './testing/test-service';

// A member that the SDK's own model lacks never leaves it.
it.each(scripts.cases.filter(({ unknownMembers }) => !unknownMembers))('$name', async ({ steps, bare }: { steps: unknown; bare?: boolean }) => {
  const service = throughSdk(await openTestService());
  const saved = bare ? {} : await runScript(service, scenario.steps as unknown as Step[]);
  await runScript(service, steps as Step[], saved);
  await service.close();
});

interface SdkRequest {
  method: string;
  path: string;
  query: Record<string, string | string[] | null>;
  body?: string | Uint8Array;
}

/** The service as the SDK's client meets it: its requests and answers, without the network between. */
function throughSdk(service: TestService): TestService {
  const wire = cleanRoomsService({ operations: OPERATIONS, parts: service.parts, onFault: (error) => console.error(error) });
  let requests = 0;
  const clients = new Map<AccountName, CleanRooms>();
  const makeClient = (as: AccountName) =>
    new CleanRooms({
      region: 'eu-west-1',
      credentials: { accessKeyId: 'a', secretAccessKey: 'b' },
      maxAttempts: 1,
      requestHandler: {
        handle: async (request: SdkRequest) => {
          const query = Object.entries(request.query).flatMap(([key, values]) => [values ?? ''].flat().map((value): [string, string] => [key, value]));
          const url = query.length > 0 ? `${request.path}?${new URLSearchParams(query).toString()}` : request.path;
          const caller = { account: ACCOUNTS[as], region: 'eu-west-1', requestId: uuid((requests += 1)) };
          const { status, headers, body } = await wire({ method: request.method, url, headers: {}, body: bytesOf(request.body), caller });
          return { response: { statusCode: status, headers, body: Readable.from([Buffer.from(body)]) } };
        },
      } as never,
    });
  const clientOf = (as: AccountName): CleanRooms => {
    const client = clients.get(as) ?? makeClient(as);
    clients.set(as, client);
    return client;
  };
  return {
    ...service,
    close: async () => {
      for (const client of clients.values()) client.destroy();
      await service.close();
    },
    call: async (as, name, input) => {
      const method = `${name.charAt(0).toLowerCase()}${name.slice(1)}`;
      const client = clientOf(as) as unknown as Record<string, (input: Members) => Promise<Members>>;
      try {
        const { $metadata: _metadata, ...answer } = (await client[method]?.(input)) ?? {};
        return JSON.parse(JSON.stringify(answer)) as Members;
      } catch (error) {
        if (!(error instanceof CleanRoomsServiceException)) throw error;
        throw new ServiceError(error.name as ServiceErrorCode, error.message, { ...error });
      }
    },
  };
}

function bytesOf(body: string | Uint8Array | undefined): Uint8Array {
  return typeof body === 'string' ? Buffer.from(body) : (body ?? new Uint8Array());
}
