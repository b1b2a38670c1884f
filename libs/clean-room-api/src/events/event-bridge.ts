import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { ServiceEvent } from './service-events';

/** An event in EventBridge's envelope (activation-and-ml.md 4.4). AWS publishes no fields of `detail`: those are ours. */
export const bridgeEventSchema = z.strictObject({
  version: z.literal('0'),
  id: z.string(),
  'detail-type': z.string(),
  source: z.literal('aws.cleanrooms'),
  account: z.string(),
  /** ISO 8601, UTC, to the second. */
  time: z.string(),
  region: z.string(),
  resources: z.array(z.string()),
  detail: z.record(z.string(), z.unknown()),
});

export type BridgeEvent = z.infer<typeof bridgeEventSchema>;

/** One happening has one id, however often it is told. */
export function bridgeEvent({ key, detailType, account, time, resources, detail }: ServiceEvent, region: string, now: Date): BridgeEvent {
  return {
    version: '0',
    id: idOf(key),
    'detail-type': detailType,
    source: 'aws.cleanrooms',
    account,
    time: (time ?? now).toISOString().replace(/\.\d+Z$/, 'Z'),
    region: regionOf(resources) ?? region,
    resources: [...resources],
    detail: { ...detail },
  };
}

/** A UUID of the kind that says "made by a rule of one's own" (version 8). */
function idOf(key: string): string {
  const hex = createHash('sha256').update(key).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

function regionOf([arn]: readonly string[]): string | undefined {
  return arn?.split(':')[3] || undefined;
}
