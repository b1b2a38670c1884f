import { z } from 'zod';
import type { Reading } from '../feedback';
import { unknownEvent } from './unknown-event';

/** What the inbox tells when a person reads or follows a message: our own form, an EventBridge event of source `parley.inbox`. */
const inAppReceipt = z.looseObject({ action: z.enum(['delivered', 'opened', 'clicked']), messageHash: z.string().regex(/^[0-9a-f]{64}$/), at: z.iso.datetime({ offset: true }) });

export const IN_APP_SOURCE = 'parley.inbox';

export function readInAppReceipt(detail: unknown): Reading {
  const parsed = inAppReceipt.safeParse(detail);
  if (!parsed.success) return unknownEvent('in-app', 'not of the documented form');
  const { action: kind, messageHash, at } = parsed.data;
  return { known: true, feedback: [{ channel: 'in-app', kind, at: new Date(at).toISOString(), messageHash }] };
}
