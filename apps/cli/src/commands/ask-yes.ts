import { createInterface } from 'node:readline/promises';

/** Asks on the terminal, on stderr; only the word yes is a yes. Undefined where there is no terminal to ask on. */
export async function askYes(question: string): Promise<boolean | undefined> {
  if (!process.stdin.isTTY) return undefined;
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return (await lines.question(question)).trim().toLowerCase() === 'yes';
  } finally {
    lines.close();
  }
}
