import { SecretsManager } from '@aws-sdk/client-secrets-manager';
import { Logger } from '@aws-lambda-powertools/logger';
import { documentClient, DynamoSuppressionStore, ItemTable, unsubscribeKey } from '@parley/aws-activation';
import { readEnvironment } from './environment';
import { unsubscribeHandler } from './unsubscribe-handler';

const { AWS_REGION, CONSENT_TABLE, UNSUBSCRIBE_KEY_ARN } = readEnvironment(process.env);

/** The Lambda's entry: an HTTP API's event, or a function URL's, which has the same form. */
export const handler = unsubscribeHandler({
  suppressions: new DynamoSuppressionStore(new ItemTable(documentClient({ region: AWS_REGION }), CONSENT_TABLE)),
  key: unsubscribeKey(new SecretsManager({ region: AWS_REGION }), UNSUBSCRIBE_KEY_ARN),
  clock: () => new Date(),
  logger: new Logger({ serviceName: 'unsubscribe' }),
});
