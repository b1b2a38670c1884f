import type { StopSwitch } from '@parley/activation';
import type { ItemTable } from './item-table';
import { stopKey } from './ledger-items';

/** The stop switch, in the send ledger's table: an item for each campaign that is stopped, or one for all. */
export class DynamoStopSwitch implements StopSwitch {
  constructor(private readonly table: ItemTable) {}

  async isStopped(campaign: string): Promise<boolean> {
    return (await this.table.get([stopKey(undefined), stopKey(campaign)])).size > 0;
  }

  /** Stops a campaign, or all of them, before its next batch. */
  async stop(campaign?: string): Promise<void> {
    await this.table.put([stopKey(campaign)]);
  }

  async release(campaign?: string): Promise<void> {
    await this.table.delete([stopKey(campaign)]);
  }
}
