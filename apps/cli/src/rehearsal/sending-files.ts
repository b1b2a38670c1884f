import { ConsentFile, DeadLetterFile, DeferredFile, FileLedger, outboxChannels, realTimer, type SentMessages, StopFiles, SuppressionFile } from '@parley/activation';
import type { Ports } from '@parley/pipeline';
import { join } from 'node:path';
import { stopFile, workFolder } from './run-folder';

/** The ports of a laptop that sending uses. */
export interface SendingFiles {
  ports: Pick<Ports, 'channels' | 'ledger' | 'deferred' | 'deadLetters' | 'consents' | 'suppressions' | 'stop' | 'timer' | 'worker'>;
  /** Finds what feedback speaks of. */
  messages: SentMessages;
  close(): Promise<void>;
}

/** Opens ledger, queues and stores under `out`. Throws ACTIVATION_LEDGER_BUSY where another process has them. */
export async function openSendingFiles(out: string): Promise<SendingFiles> {
  const work = workFolder(out);
  const ledger = await FileLedger.open(join(work, 'ledger.jsonl')); // its lock is for all of them
  const deferred = await DeferredFile.open(join(out, 'outbox', 'deferred.jsonl'));
  const deadLetters = await DeadLetterFile.open(join(out, 'outbox', 'dead-letters.jsonl'));
  const consents = await ConsentFile.open(join(work, 'consents.jsonl'));
  const suppressions = await SuppressionFile.open(join(work, 'suppressions.jsonl'));
  return {
    ports: {
      channels: outboxChannels(join(out, 'outbox')),
      ledger,
      deferred,
      deadLetters,
      consents,
      suppressions,
      stop: new StopFiles(stopFile(out)),
      timer: realTimer,
      worker: `process ${process.pid}`,
    },
    messages: ledger,
    close: async () => {
      for (const file of [deferred, deadLetters, consents, suppressions, ledger]) await file.close();
    },
  };
}
