import { Logger } from '@aws-lambda-powertools/logger';
import { S3 } from '@aws-sdk/client-s3';
import { SFN } from '@aws-sdk/client-sfn';
import { documentClient } from '@parley/aws-activation';
import { readOwnerFiles } from '@parley/owner-runtime';
import { readEnvironment } from './environment';
import { forgetHandler } from './forget-handler';
import { ownerPlaces } from './owner-places';

const environment = readEnvironment(process.env);
const clients = { s3: new S3(), documents: documentClient({ region: environment.AWS_REGION }), sfn: new SFN() };

/** The Lambda's entry: an operator's `aws lambda invoke`. */
export const handler = forgetHandler({
  open: async () => ownerPlaces(environment, await readOwnerFiles(environment.LAMBDA_TASK_ROOT), clients),
  clock: () => new Date(),
  logger: new Logger({ serviceName: 'forget' }),
});
