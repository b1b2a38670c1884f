import * as sdk from '@aws-sdk/client-cleanrooms';
import { ACCOUNTS, secretOf, type TestAccount } from './accounts';
import type { Client } from './client';
import { plain } from './plain';

type Command = Parameters<sdk.CleanRoomsClient['send']>[0];
type CommandClass = new (input: object) => Command;

/** The AWS SDK for JavaScript. */
export function sdkClient(endpoint: string): Client {
  const clients = new Map<TestAccount, sdk.CleanRoomsClient>();
  const clientOf = (as: TestAccount): sdk.CleanRoomsClient => {
    const known = clients.get(as);
    if (known) return known;
    const client = new sdk.CleanRoomsClient({ endpoint, region: 'eu-west-1', maxAttempts: 1, credentials: { accessKeyId: ACCOUNTS[as], secretAccessKey: secretOf(as) } });
    clients.set(as, client);
    return client;
  };
  return {
    async call(as, operation, input) {
      const { [`${operation}Command`]: CommandOf } = sdk as unknown as Record<string, CommandClass>;
      if (!CommandOf) throw new Error(`the SDK has no ${operation}`);
      try {
        return { answer: plain(await clientOf(as).send(new CommandOf(input))) };
      } catch (error) {
        if (!(error instanceof sdk.CleanRoomsServiceException)) throw error;
        return { error: { code: error.name, message: error.message } };
      }
    },
    close: async () => {
      for (const client of clients.values()) client.destroy();
    },
  };
}
