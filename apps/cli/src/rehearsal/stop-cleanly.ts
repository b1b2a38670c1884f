import type { Terminal } from '../terminal';

/** The user's own doing, so not a fault of ours: exit code 2. */
const STOPPED = 2;

/**
 * Ctrl-C ends the run at once. That is safe: every file appears whole or not at all, and every step that ended is
 * recorded. `next` says what the same command does then. Gives a function that puts the signals back.
 */
export function stopCleanly(terminal: Terminal, next = 'goes on from here'): () => void {
  const stop = () => {
    terminal.note(`\nStopped. Nothing is half-written; the same command ${next}.`);
    process.exit(STOPPED);
  };
  process.once('SIGINT', stop).once('SIGTERM', stop);
  return () => void process.off('SIGINT', stop).off('SIGTERM', stop);
}
