import { columnOfRole, type Contract } from '@parley/contract';
import type { Problem } from '@parley/errors';
import { fileOfTwoParties, keyCannotCount, ROWS_LIMITS, rowsOutOfRange, seedOutOfRange, unusableContract, unusableOptions } from './errors';

/** @throws inputError SYNTHETIC_OPTIONS with every option out of range. */
export function checkOptions({ rows, seed }: { rows: number; seed: number }): void {
  const problems: Problem[] = [];
  if (!Number.isInteger(rows) || rows < ROWS_LIMITS.least || rows > ROWS_LIMITS.most) problems.push(rowsOutOfRange());
  if (!Number.isSafeInteger(seed) || seed < 0) problems.push(seedOutOfRange());
  if (problems.length > 0) throw unusableOptions(problems);
}

/** @throws inputError SYNTHETIC_OPTIONS; SYNTHETIC_CONTRACT where no people can be invented for a contract. */
export function checkContractOptions(options: { rows: number; seed: number; contract: Pick<Contract, 'owner' | 'partners'> }): void {
  checkOptions(options);
  const { owner, partners } = options.contract;
  const parties = [owner, ...partners];
  const problems: Problem[] = [];
  const partyOfFile = new Map<string, string>();
  for (const { id, file, tables } of parties) {
    for (const table of tables) {
      const key = columnOfRole(table, 'key');
      if (key?.type === 'boolean') problems.push(keyCannotCount(file, table.name, key.name));
      const other = partyOfFile.get(table.source.file);
      if (other !== undefined && other !== id) problems.push(fileOfTwoParties(file, table.source.file, other));
      partyOfFile.set(table.source.file, other ?? id);
    }
  }
  if (problems.length > 0) throw unusableContract(problems);
}
