import type { Contact } from './contact';
import type { ChannelName } from './channel';

/** Where a person is reached on a channel; undefined where they have no address there. */
export function addressOf({ addresses }: Contact, id: string, channel: ChannelName): string | undefined {
  switch (channel) {
    case 'email':
      return addresses.email;
    case 'sms':
      return addresses.sms;
    case 'push':
      return addresses.push?.token;
    default:
      return id;
  }
}
