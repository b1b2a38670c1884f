import type { ChannelName, PushService } from './channel';

/** Where a person can be reached; in-app and custom messages go to the customer's id. */
export interface Addresses {
  /** Raw e-mail address. */
  email?: string;
  /** E.164. */
  sms?: string;
  push?: { token: string; service: PushService };
}

/** What the owner's contact table holds about one person. */
export interface Contact {
  addresses: Addresses;
  /** IANA zone; anything else counts as unknown. */
  zone?: string;
  /** Channels that the table itself says they agreed to; a record of the consent store counts more. */
  consents: readonly ChannelName[];
  /** Values for the template's fields. */
  fields: Record<string, string | number | null>;
}

/** Reads contacts by id; a person without one is left out of the answer. */
export type ContactLookup = (ids: readonly string[]) => Promise<ReadonlyMap<string, Contact>>;
