import { setTimeout } from 'node:timers/promises';
import { Logger } from '@aws-lambda-powertools/logger';
import { Firehose } from '@aws-sdk/client-firehose';
import { firehoseStream } from '@parley/aws-firehose';
import { collectHandler } from './collect-handler';

/** What the stack says in the function's environment; origins are parted by commas. */
const { STREAM_NAME = '', ALLOWED_ORIGINS = '' } = process.env;

const logger = new Logger({ serviceName: 'collect-events' });

/** The Lambda's entry: the collector's route of the HTTP API. */
export const handler = collectHandler({
  origins: ALLOWED_ORIGINS.split(',').filter((origin) => origin !== ''),
  ports: { send: firehoseStream(new Firehose(), STREAM_NAME), wait: (ms) => setTimeout(ms), now: Date.now },
  log: (status, counts) => logger.info('events collected', { status, ...counts }),
});
