import type { Glue, GlueClientConfig } from '@aws-sdk/client-glue';
import type { S3 } from '@aws-sdk/client-s3';
import { GlueCatalog, S3ObjectStore } from '@parley/aws';
import type { ServiceData } from './service-data';

export interface AwsDataOptions {
  /** The SDK's clients. Whoever starts the service loads them only for this: over a folder it starts without. */
  sdk: { S3: typeof S3; Glue: typeof Glue };
  region: string;
  /** Of a server that stands for AWS, such as moto: each account's catalogue is asked for with moto's account header. */
  endpoint?: string;
  /** A folder for copies of the tables' files. */
  cache: string;
}

/**
 * Tables in the Glue Data Catalog, data and results in S3, by the credentials of this process's environment. At AWS these
 * must be allowed to read the catalogues and buckets of every account that takes part.
 */
export function awsData({ sdk, region, endpoint, cache }: AwsDataOptions): ServiceData {
  const connection = { region, ...(endpoint !== undefined && { endpoint }) };
  const store = new S3ObjectStore({ client: new sdk.S3({ ...connection, forcePathStyle: endpoint !== undefined }) });
  const clients = new Map<string, Glue>();
  const clientOf = (account: string): Glue => {
    const known = clients.get(account) ?? glueClient(sdk.Glue, connection, account);
    clients.set(account, known);
    return known;
  };
  return { store, catalog: new GlueCatalog({ glue: clientOf, store, cache }) };
}

/** An endpoint that stands for AWS has all accounts behind one key, so it is told which one is meant. */
function glueClient(Client: typeof Glue, connection: GlueClientConfig, account: string): Glue {
  const client = new Client(connection);
  if (connection.endpoint === undefined) return client;
  client.middlewareStack.add(
    (next) => async (args) => {
      const { headers } = args.request as { headers: Record<string, string> };
      headers['x-moto-account-id'] = account;
      return next(args);
    },
    { step: 'build', name: 'accountOfTheCatalogue' },
  );
  return client;
}
