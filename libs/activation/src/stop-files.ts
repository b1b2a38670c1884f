import { existsSync } from 'node:fs';
import type { StopSwitch } from './ports/stop-switch';

/** The stop switch of a laptop: a file `STOP` stops every campaign, `STOP-<campaign>` one. */
export class StopFiles implements StopSwitch {
  /** @param path of the file that stops all */
  constructor(private readonly path: string) {}

  isStopped(campaign: string): Promise<boolean> {
    return Promise.resolve(existsSync(this.path) || existsSync(`${this.path}-${campaign}`));
  }
}
