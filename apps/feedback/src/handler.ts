import { Logger } from '@aws-lambda-powertools/logger';
import { S3 } from '@aws-sdk/client-s3';
import { S3ObjectStore } from '@parley/aws';
import { documentClient, DynamoConsentStore, DynamoSendLedger, DynamoSuppressionStore, ItemTable } from '@parley/aws-activation';
import { FeedbackObjects } from '@parley/feedback';
import { feedbackHandler } from './feedback-handler';
import { readEnvironment } from './environment';

const { AWS_REGION, LEDGER_TABLE, CONSENT_TABLE, FEEDBACK_PREFIX } = readEnvironment(process.env);
const logger = new Logger({ serviceName: 'feedback' });
const client = documentClient({ region: AWS_REGION });
const ledger = new DynamoSendLedger(new ItemTable(client, LEDGER_TABLE));
const consents = new ItemTable(client, CONSENT_TABLE);

/** The Lambda's entry: messages of the feedback queue. */
export const handler = feedbackHandler({
  messages: ledger,
  ledger,
  suppression: new DynamoSuppressionStore(consents),
  consent: new DynamoConsentStore(consents),
  store: new FeedbackObjects(new S3ObjectStore({ client: new S3({ region: AWS_REGION }) }), FEEDBACK_PREFIX),
  clock: () => new Date(),
  purpose: 'marketing',
  log: (counts) => logger.info('feedback taken in', { ...counts }),
});
