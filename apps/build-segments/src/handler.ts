import { audiencePorts, stepHandler } from '@parley/owner-runtime';
import { buildSegmentsHandler } from '@parley/pipeline';

/** The Lambda's entry: a Task state of the owner's state machine. */
export const handler = stepHandler('build-segments', buildSegmentsHandler, { activation: audiencePorts });
