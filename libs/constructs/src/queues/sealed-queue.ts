import { SqsQueue } from '@cdktf/provider-aws/lib/sqs-queue';
import type { Construct } from 'constructs';

export interface SealedQueueProps {
  name: string;
  keyArn: string;
  /** Where a message goes that was taken `tries` times in vain. */
  deadLettersArn?: string;
  /** Seconds a taken message stays hidden: six times the time of the function that takes it, says AWS. */
  hiddenSeconds?: number;
}

const [FORTNIGHT, TRIES] = [14 * 86_400, 3];

/** A queue under a key of the stack's, whose messages wait two weeks. */
export function sealedQueue(scope: Construct, id: string, { name, keyArn, deadLettersArn, hiddenSeconds }: SealedQueueProps): SqsQueue {
  return new SqsQueue(scope, id, {
    name,
    kmsMasterKeyId: keyArn,
    kmsDataKeyReusePeriodSeconds: 300,
    messageRetentionSeconds: FORTNIGHT,
    ...(hiddenSeconds === undefined ? {} : { visibilityTimeoutSeconds: hiddenSeconds }),
    ...(deadLettersArn === undefined ? {} : { redrivePolicy: JSON.stringify({ deadLetterTargetArn: deadLettersArn, maxReceiveCount: TRIES }) }),
  });
}
