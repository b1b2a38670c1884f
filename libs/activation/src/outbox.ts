import { join } from 'node:path';
import type { ChannelName, Channels, MessageOf, OutgoingMessage } from './channel';
import { composeMime } from './compose-mime';
import { FolderOutbox, type OutboxFormat } from './folder-outbox';
import { isE164, isMailbox, isPushToken } from './sendable-address';

const FORMATS: { [N in ChannelName]: OutboxFormat<MessageOf<N>> } = {
  email: {
    name: 'email',
    extension: 'eml',
    badAddress: ({ to }) => (isMailbox(to) ? undefined : 'the address is not one mailbox'),
    body: composeMime,
  },
  sms: { name: 'sms', extension: 'json', badAddress: ({ to }) => (isE164(to) ? undefined : 'the number is not in E.164'), body: json },
  push: {
    name: 'push',
    extension: 'json',
    badAddress: ({ to }) => (isPushToken(to) ? undefined : 'the token is not one word of printable characters'),
    body: json,
  },
  'in-app': { name: 'in-app', extension: 'json', badAddress: () => undefined, body: json },
  custom: { name: 'custom', extension: 'json', badAddress: () => undefined, body: json },
};

/** Every channel of a laptop, each in `folder/<channel>`: e-mails as real MIME files, the others as JSON. */
export function outboxChannels(folder: string): Required<Channels> {
  const at = <N extends ChannelName>(name: N): FolderOutbox<MessageOf<N>> => outboxOf(name, join(folder, name));
  return { email: at('email'), sms: at('sms'), push: at('push'), 'in-app': at('in-app'), custom: at('custom') };
}

/** One channel's outbox in a folder of its own. */
export function outboxOf<N extends ChannelName>(name: N, folder: string): FolderOutbox<MessageOf<N>> {
  return new FolderOutbox<MessageOf<N>>(folder, FORMATS[name]);
}

function json(message: OutgoingMessage): string {
  return `${JSON.stringify(message, null, 2)}\n`;
}
