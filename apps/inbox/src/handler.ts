import { Logger } from '@aws-lambda-powertools/logger';
import { documentClient, DynamoInbox, ItemTable } from '@parley/aws-activation';
import { readEnvironment } from './environment';
import { inboxHandler } from './inbox-handler';

const { AWS_REGION, INBOX_TABLE, PERSON_CLAIM } = readEnvironment(process.env);

/** The Lambda's entry: an HTTP API's event, whose JWT authorizer has verified the token. */
export const handler = inboxHandler({
  inbox: new DynamoInbox(new ItemTable(documentClient({ region: AWS_REGION }), INBOX_TABLE)),
  personClaim: PERSON_CLAIM,
  clock: () => new Date(),
  logger: new Logger({ serviceName: 'inbox' }),
});
