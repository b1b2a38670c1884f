import { type BulkEmailEntry, type BulkEmailEntryResult, SendBulkEmailCommand, SESv2Client } from '@aws-sdk/client-sesv2';
import { type Channel, type EmailMessage, isMailbox, MESSAGE_TAG, messageHash, type Outcome, type SendResult } from '@parley/activation';
import { domainToASCII } from 'node:url';
import { batches } from '../batches';
import { type Connection, sendingSettings } from './connection';
import { failureOf } from './failure';

export interface SesEmailChannelProps {
  connection: Connection;
  /** Says where SES tells what became of the messages. */
  configurationSet: string;
  /** The account's `MaxSendRate`. */
  ratePerSecond: number;
}

/** SES takes 50 destinations a call, and 1 MB of an inline template with its data (SES guide, "Using templates to send personalized email"). */
const MOST_ENTRIES = 50;
const MOST_CALL_BYTES = 900_000;
/** `EmailTemplateData` of the API model. */
const MOST_DATA_LENGTH = 262_144;
/** `MessageHeaderValue` of the API model: printable ASCII. */
const HEADER_VALUE = /^[ -~]{1,995}$/;

/**
 * The whole message is data. Each person's subject, HTML and text are rendered and escaped by the template of the plan, before
 * SES sees them, so SES only puts three texts in place: inline templates know simple substitution and nothing more, SES
 * does not escape what it puts in, and what looks like a variable within a person's text is not looked at again.
 */
const TEMPLATE = { Subject: '{{subject}}', Html: '{{html}}', Text: '{{text}}' };
const NO_DATA = JSON.stringify({ subject: '', html: '', text: '' });

const OUTCOMES: Readonly<Record<string, Outcome>> = { SUCCESS: 'sent', ACCOUNT_THROTTLED: 'throttled', TRANSIENT_FAILURE: 'throttled' };

interface Ready {
  message: EmailMessage;
  entry: BulkEmailEntry;
}

/** E-mails by SES v2 `SendBulkEmail`, each with its own one-click unsubscribe headers (RFC 8058) and `messageHash` as a tag. */
export class SesEmailChannel implements Channel<EmailMessage> {
  readonly name = 'email';
  readonly batchSize = MOST_ENTRIES;
  readonly ratePerSecond: number;
  private readonly client: SESv2Client;

  constructor(private readonly props: SesEmailChannelProps) {
    this.ratePerSecond = props.ratePerSecond;
    this.client = new SESv2Client(sendingSettings(props.connection));
  }

  async send(batch: readonly EmailMessage[]): Promise<SendResult[]> {
    const unfit: SendResult[] = [];
    const bySender = new Map<string, Ready[]>();
    for (const message of batch) {
      const entry = entryOf(message);
      if ('outcome' in entry) unfit.push(entry);
      else bySender.set(message.from, [...(bySender.get(message.from) ?? []), { message, entry }]);
    }
    const calls = [...bySender].flatMap(([from, ready]) => batches(ready, MOST_ENTRIES, MOST_CALL_BYTES, bytesOf).map((part) => ({ from, part })));
    const results: SendResult[] = [];
    for (const { from, part } of calls) results.push(...(await this.call(from, part)));
    return [...unfit, ...results];
  }

  close(): void {
    this.client.destroy();
  }

  /** A call that SES refuses as a whole for what one entry holds is halved until it is that entry alone: nothing of it was sent. */
  private async call(from: string, part: readonly Ready[]): Promise<SendResult[]> {
    const command = new SendBulkEmailCommand({
      FromEmailAddress: from,
      ConfigurationSetName: this.props.configurationSet,
      DefaultContent: { Template: { TemplateContent: TEMPLATE, TemplateData: NO_DATA } },
      BulkEmailEntries: part.map(({ entry }) => entry),
    });
    try {
      const { BulkEmailEntryResults: answers = [] } = await this.client.send(command);
      return part.map(({ message: { key } }, index) => resultOf(key, answers[index]));
    } catch (error) {
      const failure = failureOf(error);
      if (failure.outcome !== 'failed' || failure.detail !== 'BadRequestException' || part.length === 1) return part.map(({ message: { key } }) => ({ key, ...failure }));
      const half = Math.ceil(part.length / 2);
      return [...(await this.call(from, part.slice(0, half))), ...(await this.call(from, part.slice(half)))];
    }
  }
}

function entryOf(message: EmailMessage): BulkEmailEntry | SendResult {
  const { key, subject, html, text, unsubscribeUrl } = message;
  const to = asciiMailbox(message.to);
  if (to === undefined) return { key, outcome: 'failed', invalidAddress: true, detail: 'the address is not one mailbox that SES takes' };
  const data = JSON.stringify({ subject, html, text });
  if (data.length > MOST_DATA_LENGTH) return { key, outcome: 'failed', detail: `the message has more than ${MOST_DATA_LENGTH} characters` };
  const unsubscribe = `<${unsubscribeUrl}>`;
  if (!HEADER_VALUE.test(unsubscribe)) return { key, outcome: 'failed', detail: 'the unsubscribe address does not fit a header: printable ASCII, at most 993 characters' };
  return {
    Destination: { ToAddresses: [to] },
    ReplacementEmailContent: { ReplacementTemplate: { ReplacementTemplateData: data } },
    ReplacementHeaders: [
      { Name: 'List-Unsubscribe', Value: unsubscribe },
      { Name: 'List-Unsubscribe-Post', Value: 'List-Unsubscribe=One-Click' },
    ],
    ReplacementTags: [{ Name: MESSAGE_TAG, Value: messageHash(key) }],
  };
}

/** SES takes 7-bit addresses: a domain in Unicode is written as Punycode, and a local part in Unicode can't be. */
function asciiMailbox(address: string): string | undefined {
  if (!isMailbox(address)) return undefined;
  const at = address.lastIndexOf('@');
  const [local, domain] = [address.slice(0, at), domainToASCII(address.slice(at + 1))];
  return domain !== '' && /^[!-~]+$/.test(local) ? `${local}@${domain}` : undefined;
}

function resultOf(key: string, answer: BulkEmailEntryResult | undefined): SendResult {
  const { Status: status, MessageId: providerId } = answer ?? {};
  if (status === undefined) return { key, outcome: 'unknown', detail: 'SES left it out of its answer' };
  const outcome = OUTCOMES[status] ?? 'failed';
  if (outcome !== 'sent') return { key, outcome, detail: status };
  return providerId === undefined ? { key, outcome } : { key, outcome, providerId };
}

function bytesOf({ entry }: Ready): number {
  return Buffer.byteLength(JSON.stringify(entry));
}
