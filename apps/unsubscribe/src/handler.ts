import { SecretsManager } from '@aws-sdk/client-secrets-manager';
import { Logger } from '@aws-lambda-powertools/logger';
import { documentClient, DynamoSuppressionStore, ItemTable, unsubscribeKeys } from '@parley/aws-activation';
import { readEnvironment } from './environment';
import { rememberedKeys } from './remembered-keys';
import { unsubscribeHandler } from './unsubscribe-handler';

const { AWS_REGION, CONSENT_TABLE, UNSUBSCRIBE_KEY_ARN } = readEnvironment(process.env);
const clock = (): Date => new Date();

/** The Lambda's entry: an HTTP API's event, or a function URL's, which has the same form. */
export const handler = unsubscribeHandler({
  suppressions: new DynamoSuppressionStore(new ItemTable(documentClient({ region: AWS_REGION }), CONSENT_TABLE)),
  keys: rememberedKeys(unsubscribeKeys(new SecretsManager({ region: AWS_REGION }), UNSUBSCRIBE_KEY_ARN), clock),
  clock,
  logger: new Logger({ serviceName: 'unsubscribe' }),
});
