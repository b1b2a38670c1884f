import { sendingPorts, stepHandler } from '@parley/owner-runtime';
import { activateSegmentsHandler } from '@parley/pipeline';

/** The Lambda's entry: a Task state of the owner's state machine. */
export const handler = stepHandler('activate-segments', activateSegmentsHandler, { activation: sendingPorts });
