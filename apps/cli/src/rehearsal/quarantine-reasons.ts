import type { Party } from '@parley/contract';
import { readCsvTable } from '@parley/tabular';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { runFolder } from './run-folder';

/** How often each reason set a value aside in a party's tables, from the quarantine files of the run. */
export async function quarantineReasons({ id, tables }: Party, out: string): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const { name } of tables) {
    const file = join(runFolder(out), 'quarantine', id, `${name}.csv`);
    if (!existsSync(file)) continue;
    const [, columns, reasons] = (await readCsvTable(file)).columns;
    for (const [row, reason] of (reasons?.values ?? []).entries()) {
      const said = `${name}.${String(columns?.values[row])}: ${String(reason)}`;
      counts[said] = (counts[said] ?? 0) + 1;
    }
  }
  return counts;
}
