import { type SendRecords, transformBatch, type TransformedBatch, type Wait } from '@parley/first-party-events';
import type { FirehoseTransformationEvent, FirehoseTransformationResult } from 'aws-lambda';

export interface IngestHandlerProps {
  /** The stream that an event came from, by its name. */
  streamOf(name: string): SendRecords;
  wait: Wait;
  /** Told numbers and reasons, no values. */
  log(counts: TransformedBatch['counts'], reasons: TransformedBatch['reasons']): void;
}

/** Firehose's event to the transform and back. */
export function ingestHandler({ streamOf, wait, log }: IngestHandlerProps): (event: FirehoseTransformationEvent) => Promise<FirehoseTransformationResult> {
  return async ({ deliveryStreamArn, records: batch }) => {
    const name = deliveryStreamArn.slice(deliveryStreamArn.lastIndexOf('/') + 1);
    const { records, counts, reasons } = await transformBatch(batch, { send: streamOf(name), wait });
    log(counts, reasons);
    return { records };
  };
}
