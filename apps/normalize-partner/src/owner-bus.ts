import type { EventBridge } from '@aws-sdk/client-eventbridge';
import type { PartnerDataReady } from '@parley/intake';

/**
 * Puts `PartnerDataReady` on the owner's event bus, in the owner's account: the bus's policy lets this function in.
 *
 * @throws Error if the bus did not take it; by then the table is written, and the run is tried again.
 */
export function ownerBus(events: Pick<EventBridge, 'putEvents'>, busArn: string): (ready: PartnerDataReady) => Promise<void> {
  return async (ready) => {
    const { FailedEntryCount = 0, Entries: [entry] = [] } = await events.putEvents({
      Entries: [{ EventBusName: busArn, Source: 'parley.partner', DetailType: 'PartnerDataReady', Detail: JSON.stringify(ready) }],
    });
    if (FailedEntryCount > 0) throw new Error(`the bus ${busArn} did not take PartnerDataReady (${entry?.ErrorCode ?? 'no reason given'}): see that its policy names this account`);
  };
}
