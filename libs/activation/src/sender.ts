import type { Channel, OutgoingMessage, SendResult } from './channel';
import { Pace } from './pace';
import type { Timer } from './timer';

/** Tries of a message that the channel is too busy for, the first one counted. */
export const MOST_TRIES = 5;
const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 20_000;

/**
 * Sends messages in the channel's batches, at its rate. Those it is too busy for are tried again, and only those, with
 * growing waits and full jitter (AWS Architecture Blog, "Exponential Backoff And Jitter"); what stays throttled comes back so.
 */
export class Sender {
  private readonly pace: Pace;

  constructor(
    private readonly channel: Channel,
    private readonly timer: Timer,
  ) {
    this.pace = new Pace(channel.ratePerSecond, timer);
  }

  /**
   * Sends one batch, of at most `channel.batchSize`. A message that the channel leaves out of its answer is `unknown`.
   *
   * @param mayTryAgain asked before each new try; when it says no, what is throttled stays so
   * @throws what the channel throws; after that the outcome of the last try's messages is open, and `settled` has the others.
   */
  async send(batch: readonly OutgoingMessage[], settled: Map<string, SendResult>, mayTryAgain: () => boolean): Promise<void> {
    let open = batch;
    for (let tries = 1; open.length > 0; tries++) {
      await this.pace.before(open.length);
      for (const { key } of open) settled.delete(key);
      const answers = new Map((await this.channel.send(open)).map((result) => [result.key, result]));
      for (const { key } of open) settled.set(key, answers.get(key) ?? { key, outcome: 'unknown' });
      open = open.filter(({ key }) => settled.get(key)?.outcome === 'throttled');
      if (open.length === 0 || tries === MOST_TRIES || !mayTryAgain()) return;
      await this.timer.sleep(this.timer.random() * Math.min(FIRST_WAIT_MS * 2 ** tries, LONGEST_WAIT_MS));
    }
  }
}
