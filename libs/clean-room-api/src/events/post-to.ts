import type { BridgeEvent } from './event-bridge';
import { eventNotTaken } from './errors';

const SECONDS = 30;

/** Sends events as JSON, one a POST; an answer of 2xx takes it. Throws EVENT_NOT_TAKEN (fault). */
export function postTo(url: string): (event: BridgeEvent, signal: AbortSignal) => Promise<void> {
  return async (event, signal) => {
    const body = JSON.stringify(event);
    const given = AbortSignal.any([signal, AbortSignal.timeout(SECONDS * 1000)]);
    const response = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body, signal: given, redirect: 'manual' });
    await response.body?.cancel();
    if (!response.ok) throw eventNotTaken(url, response.status);
  };
}
