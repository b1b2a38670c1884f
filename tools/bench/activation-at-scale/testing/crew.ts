import { type ChildProcess, fork } from 'node:child_process';
import type { CampaignResult } from '@parley/activation';
import type { Job, Places } from './campaign';

interface Hand {
  child: ChildProcess;
  job: Job | undefined;
}

/** Worker processes that take jobs from a queue. One that is killed is replaced, and its job waits at the end of the queue. */
export class Crew {
  /** The last whole answer for each shard. */
  readonly results = new Map<number, CampaignResult>();
  kills = 0;
  invocations = 0;
  private readonly hands = new Set<Hand>();
  private started = 0;
  private ending: { resolve(): void; reject(error: Error): void } | undefined;

  constructor(
    private readonly script: string,
    private readonly places: Omit<Places, 'worker'>,
    private readonly queue: Job[],
  ) {}

  /** Until the queue is empty and nobody is at work. */
  async run(workers: number): Promise<void> {
    const ended = new Promise<void>((resolve, reject) => {
      this.ending = { resolve, reject };
    });
    for (let index = 0; index < workers; index += 1) this.hire();
    await ended;
    for (const { child } of this.hands) child.disconnect();
  }

  /** SIGKILL for one of those at work; false where nobody is. */
  killOne(random: () => number): boolean {
    const busy = [...this.hands].filter(({ job }) => job !== undefined);
    const hand = busy[Math.floor(random() * busy.length)];
    if (!hand) return false;
    this.kills += 1;
    hand.child.kill('SIGKILL');
    return true;
  }

  private hire(): void {
    this.started += 1;
    const child = fork(this.script, [JSON.stringify({ ...this.places, worker: `worker-${this.started}` })]);
    const hand: Hand = { child, job: undefined };
    this.hands.add(hand);
    child.on('message', (message: { result?: CampaignResult; error?: string }) => {
      const { job } = hand;
      hand.job = undefined;
      if (job && message.result) this.results.set(job.shard, message.result);
      else this.ending?.reject(new Error(message.error ?? 'a worker answered without a result'));
      this.next(hand);
    });
    child.on('exit', (_code, signal) => {
      this.hands.delete(hand);
      if (signal !== 'SIGKILL') return;
      if (hand.job) this.queue.push(hand.job);
      this.hire();
    });
    this.next(hand);
  }

  private next(hand: Hand): void {
    const job = this.queue.shift();
    if (job) {
      hand.job = job;
      this.invocations += 1;
      hand.child.send(job);
    } else if ([...this.hands].every((one) => one.job === undefined)) {
      this.ending?.resolve();
    }
  }
}
