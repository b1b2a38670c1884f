import { BatchProcessor, EventType, processPartialResponse } from '@aws-lambda-powertools/batch';
import { applyFeedback, type FeedbackCounts, type FeedbackPorts } from '@parley/feedback';
import type { Context, SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';

export interface FeedbackHandlerProps extends FeedbackPorts {
  /** Told counts of each message of the queue, and no value of a person. */
  log(counts: FeedbackCounts): void;
}

/**
 * A batch of the queue that channels' events wait in. Each message of it stands alone: one that fails comes again, the others do not.
 * A batch of which every message fails is a failure of the function, so that its alarm tells.
 */
export function feedbackHandler({ log, ...ports }: FeedbackHandlerProps): (event: SQSEvent, context: Context) => Promise<SQSBatchResponse> {
  const take = async ({ body }: SQSRecord): Promise<void> => log(await applyFeedback([body], ports));
  return (event, context) => processPartialResponse(event, take, new BatchProcessor(EventType.SQS), { context });
}
