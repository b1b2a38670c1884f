import { PinpointSMSVoiceV2Client, SendTextMessageCommand } from '@aws-sdk/client-pinpoint-sms-voice-v2';
import { type Channel, isE164, MESSAGE_TAG, messageHash, type SendResult, type SmsMessage } from '@parley/activation';
import { type Connection, sendingSettings } from './connection';
import { failureOf } from './failure';

export interface SmsChannelProps {
  connection: Connection;
  /** A number, a sender id or a pool of the account, by id or ARN. */
  originationIdentity: string;
  /** Says where AWS tells what became of the messages. */
  configurationSet: string;
  /** Message parts a second that the origination identity takes. */
  ratePerSecond: number;
  /** US dollars a message, such as `0.10`; a dearer one is not sent. */
  maxPrice?: string;
  /** Seconds after which AWS stops trying to hand a message over: an offer of the evening must not arrive at night. */
  timeToLive?: number;
  /** Check and send nothing; five a second at most. */
  dryRun?: boolean;
}

/** Messages in hand at once: one call sends one. */
const AT_ONCE = 10;

/** Reasons of a refusal (`ConflictExceptionReason`) for which this number will never do. */
const NUMBER_REFUSED: ReadonlySet<string> = new Set(['DESTINATION_PHONE_NUMBER_OPTED_OUT', 'DESTINATION_PHONE_NUMBER_BLOCKED_BY_PROTECT_NUMBER_OVERRIDE']);

/** Texts by End User Messaging's `SendTextMessage`, as PROMOTIONAL. A number that has opted out is refused by AWS, and never tried again. */
export class SmsChannel implements Channel<SmsMessage> {
  readonly name = 'sms';
  readonly batchSize = AT_ONCE;
  readonly ratePerSecond: number;
  private readonly client: PinpointSMSVoiceV2Client;

  constructor(private readonly props: SmsChannelProps) {
    this.ratePerSecond = props.ratePerSecond;
    this.client = new PinpointSMSVoiceV2Client(sendingSettings(props.connection));
  }

  async send(batch: readonly SmsMessage[]): Promise<SendResult[]> {
    return Promise.all(batch.map((message) => this.one(message)));
  }

  close(): void {
    this.client.destroy();
  }

  private async one({ key, to, body }: SmsMessage): Promise<SendResult> {
    if (!isE164(to)) return { key, outcome: 'failed', invalidAddress: true, detail: 'the number is not in E.164' };
    const { originationIdentity, configurationSet, maxPrice, timeToLive, dryRun } = this.props;
    const command = new SendTextMessageCommand({
      DestinationPhoneNumber: to,
      OriginationIdentity: originationIdentity,
      MessageBody: body,
      MessageType: 'PROMOTIONAL',
      ConfigurationSetName: configurationSet,
      Context: { [MESSAGE_TAG]: messageHash(key) },
      ...(maxPrice === undefined ? {} : { MaxPrice: maxPrice }),
      ...(timeToLive === undefined ? {} : { TimeToLive: timeToLive }),
      ...(dryRun === undefined ? {} : { DryRun: dryRun }),
    });
    try {
      const { MessageId: providerId } = await this.client.send(command);
      return providerId === undefined ? { key, outcome: 'sent' } : { key, outcome: 'sent', providerId };
    } catch (error) {
      const { Reason: reason } = (error ?? {}) as { Reason?: string };
      const { outcome, detail } = failureOf(error);
      if (outcome === 'failed' && reason !== undefined) return { key, outcome, detail: reason, ...(NUMBER_REFUSED.has(reason) ? { invalidAddress: true } : {}) };
      return { key, outcome, detail };
    }
  }
}
