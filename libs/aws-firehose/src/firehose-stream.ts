import type { Firehose } from '@aws-sdk/client-firehose';
import type { SendRecords } from '@parley/first-party-events';

/** Names of errors by which Firehose asks to be given less at a time; the SDK has tried again by then. */
const BUSY = new Set(['ServiceUnavailableException', 'ThrottlingException', 'LimitExceededException']);

/**
 * Puts records on a Firehose stream with `PutRecordBatch`. A call that succeeds may still leave records out, each with an
 * error code of its own; so does, for all of them, a call that the stream is too busy for.
 *
 * @throws the SDK's error for what another try would not mend, such as AccessDeniedException
 */
export function firehoseStream(client: Pick<Firehose, 'putRecordBatch'>, name: string): SendRecords {
  return async (records) => {
    try {
      const { RequestResponses = [] } = await client.putRecordBatch({ DeliveryStreamName: name, Records: records.map((Data) => ({ Data })) });
      return records.map((_, index) => RequestResponses[index] !== undefined && RequestResponses[index].ErrorCode === undefined);
    } catch (error) {
      if (error instanceof Error && BUSY.has(error.name)) return records.map(() => false);
      throw error;
    }
  };
}
