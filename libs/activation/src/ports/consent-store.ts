import type { ChannelName } from '../channel';

/** What a person said of one purpose on one channel, and where and when. */
export interface ConsentRecord {
  /** The customer's id. */
  recipient: string;
  /** Such as `marketing`. */
  purpose: string;
  channel: ChannelName;
  granted: boolean;
  /** ISO, with an offset. */
  at: string;
  /** Where it was given: a form, a shop, an import. */
  source: string;
  /** ISO; after it the consent no longer holds. */
  expires?: string;
}

/** Consents by person, purpose and channel. Every adapter passes `consentCases`. */
export interface ConsentStore {
  /** The record that counts for each of these people; those who said nothing are left out. */
  read(recipients: readonly string[], purpose: string, channel: ChannelName): Promise<ReadonlyMap<string, ConsentRecord>>;
  /** The latest `at` wins; of two of the same instant, the refusal. */
  record(records: readonly ConsentRecord[]): Promise<void>;
}
