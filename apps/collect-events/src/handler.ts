import { randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { Logger } from '@aws-lambda-powertools/logger';
import { Firehose } from '@aws-sdk/client-firehose';
import { firehoseStream } from '@parley/aws-firehose';
import { collectHandler } from './collect-handler';
import { readEnvironment } from './environment';

const { STREAM_NAME, ALLOWED_ORIGINS } = readEnvironment(process.env);
const logger = new Logger({ serviceName: 'collect-events' });

/** The Lambda's entry: the collector's route of the HTTP API. */
export const handler = collectHandler({
  origins: ALLOWED_ORIGINS,
  ports: { send: firehoseStream(new Firehose(), STREAM_NAME), wait: (ms) => setTimeout(ms), now: Date.now, newId: randomUUID },
  log: (status, counts) => logger.info('events collected', { status, ...counts }),
});
