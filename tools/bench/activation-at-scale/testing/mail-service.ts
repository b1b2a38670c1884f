import type { SendBulkEmailCommandInput } from '@aws-sdk/client-sesv2';
import { MESSAGE_TAG } from '@parley/activation';
import { ConnectionLost, type StrictService, startStrictService, WireFault } from '@parley/testing';
import { indexOfMail } from './campaign';

/** Shares of what goes wrong at the service. */
const [THROTTLED_CALLS, THROTTLED_ENTRIES] = [0.02, 0.02];

/** A mail service that keeps what it accepted, and is now and then too busy or too slow to answer. */
export class MailService {
  /** How often each person's message was accepted. */
  readonly accepted = new Map<number, number>();
  /** By person, what the message carried that tells which it is. */
  readonly #tags = new Map<number, string>();
  throttled = 0;
  /** Messages of calls whose answer was lost after they were accepted. */
  lost = 0;

  private constructor(
    private readonly random: () => number,
    private lossesLeft: number,
    private readonly onAccepted: () => void,
  ) {}

  /** @param losses calls whose answer is to be lost; @param onAccepted after each call */
  static async start(random: () => number, losses: number, onAccepted: () => void): Promise<{ mail: MailService; service: StrictService }> {
    const mail = new MailService(random, losses, onAccepted);
    const service = await startStrictService('@aws-sdk/client-sesv2', { SendBulkEmail: (input: SendBulkEmailCommandInput) => mail.send(input) });
    return { mail, service };
  }

  /** What the service tells later of a message that it took. */
  delivery(person: number, at: Date): string {
    const [timestamp, to] = [at.toISOString(), `person${person}@example.com`];
    const mail = { timestamp, messageId: `ses-${person}`, destination: [to], tags: { [MESSAGE_TAG]: [this.#tags.get(person)] } };
    return JSON.stringify({ eventType: 'Delivery', mail, delivery: { recipients: [to], timestamp } });
  }

  private send({ BulkEmailEntries: entries = [] }: SendBulkEmailCommandInput): object {
    if (this.random() < THROTTLED_CALLS) {
      this.throttled += entries.length;
      throw new WireFault('TooManyRequestsException');
    }
    const results = entries.map(({ Destination, ReplacementTags = [] }) => {
      if (this.random() < THROTTLED_ENTRIES) {
        this.throttled += 1;
        return { Status: 'ACCOUNT_THROTTLED' };
      }
      const person = indexOfMail(Destination?.ToAddresses?.[0] ?? '');
      this.accepted.set(person, (this.accepted.get(person) ?? 0) + 1);
      this.#tags.set(person, ReplacementTags.find(({ Name }) => Name === MESSAGE_TAG)?.Value ?? '');
      return { Status: 'SUCCESS', MessageId: `ses-${person}` };
    });
    this.onAccepted();
    if (this.lossesLeft > 0 && this.random() < 0.02) {
      this.lossesLeft -= 1;
      this.lost += results.filter(({ Status }) => Status === 'SUCCESS').length;
      throw new ConnectionLost();
    }
    return { BulkEmailEntryResults: results };
  }
}
