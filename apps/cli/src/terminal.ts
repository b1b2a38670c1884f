import pc from 'picocolors';

/** Where a command speaks. Progress and logs go to stderr; stdout holds the answer, one JSON document under `--json`. */
export interface Terminal {
  /** True under `--json`. */
  readonly json: boolean;
  /** Colour only on terminals; `NO_COLOR` is honoured. */
  readonly colour: ReturnType<typeof pc.createColors>;
  /** A line on stdout. */
  print(line: string): void;
  /** The one JSON document: what comes after the first is not printed. */
  printJson(document: unknown): void;
  /** A line on stderr. */
  note(line: string): void;
  /** A bar on a terminal, nothing elsewhere; `done` clears it. */
  progress(title: string, total: number): Progress;
}

export interface Progress {
  step(done: number, detail?: string): void;
  done(): void;
}

export function createTerminal(json: boolean): Terminal {
  const onTerminal = Boolean(process.stderr.isTTY);
  let answered = false;
  return {
    json,
    colour: pc.createColors(onTerminal && !process.env.NO_COLOR),
    print: (line) => void process.stdout.write(`${line}\n`),
    printJson(document) {
      if (!answered) process.stdout.write(`${JSON.stringify(document, null, 2)}\n`);
      answered = true;
    },
    note: (line) => void process.stderr.write(`${line}\n`),
    progress: (title, total) => (onTerminal ? bar(title, total) : { step: () => {}, done: () => {} }),
  };
}

const WIDTH = 24;

function bar(title: string, total: number): Progress {
  return {
    step(done, detail = '') {
      const filled = Math.round((WIDTH * Math.min(done, total)) / Math.max(total, 1));
      process.stderr.write(`\r\x1b[2K${title} ${'█'.repeat(filled)}${'░'.repeat(WIDTH - filled)} ${detail}`);
    },
    done: () => void process.stderr.write('\r\x1b[2K'),
  };
}
