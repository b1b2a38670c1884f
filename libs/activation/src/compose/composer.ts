import type { Contact } from '../contact';
import type { ChannelName, MessageHead, OutgoingMessage } from '../channel';

/** One person's message, or why it can't be sent as it is: in words, without any value of theirs. */
export type Composed = { message: OutgoingMessage } | { unfit: string };

/** Makes a campaign's message for one person. Its templates are checked before the first is made. */
export interface Composer {
  readonly channel: ChannelName;
  compose(head: MessageHead, contact: Contact): Composed;
}
