import MailComposer from 'nodemailer/lib/mail-composer';
import type { EmailMessage } from './channel';
import { messageHash } from './message-hash';

/** The message as RFC 5322 bytes: text and HTML alternatives, one-click unsubscribe (RFC 8058), the message's own date. */
export async function composeMime(message: EmailMessage): Promise<Buffer> {
  const id = messageHash(message.key);
  const composer = new MailComposer({
    from: message.from,
    to: { name: '', address: message.to },
    subject: message.subject,
    date: message.at,
    messageId: `<${id.slice(0, 40)}@${domainOf(message.from)}>`,
    text: message.text,
    html: message.html,
    headers: {
      'List-Unsubscribe': { prepared: true, value: `<${message.unsubscribeUrl}>` },
      'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
    },
    baseBoundary: id.slice(0, 24),
    newline: '\r\n',
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return composer.compile().build();
}

function domainOf(from: string): string {
  return /@([^\s>]+)/.exec(from)?.[1] ?? 'localhost';
}
