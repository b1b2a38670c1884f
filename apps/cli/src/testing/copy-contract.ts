import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { home } from './run-parley';

/** Copies the default contract into `contract`, without the stacks that stand beside it. */
export function copyContract(contract: string): void {
  for (const party of ['owner', 'partner-sample', 'partner-other']) {
    cpSync(join(home, 'stacks', party), join(contract, party), { recursive: true, filter: (path) => !/(src|cdktf.*)$/.test(path) });
  }
}

/** Changes a text file in place. */
export function editFile(file: string, change: (text: string) => string): void {
  writeFileSync(file, change(readFileSync(file, 'utf8')));
}
