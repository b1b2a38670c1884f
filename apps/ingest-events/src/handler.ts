import { setTimeout } from 'node:timers/promises';
import { Logger } from '@aws-lambda-powertools/logger';
import { Firehose } from '@aws-sdk/client-firehose';
import { firehoseStream } from '@parley/aws-firehose';
import { ingestHandler } from './ingest-handler';

const logger = new Logger({ serviceName: 'ingest-events' });
const firehose = new Firehose();

/** The Lambda's entry: the transform of the Firehose stream of first-party events. */
export const handler = ingestHandler({
  streamOf: (name) => firehoseStream(firehose, name),
  wait: (ms) => setTimeout(ms),
  log: (counts, reasons) => logger.info('events ingested', { ...counts, reasons }),
});
