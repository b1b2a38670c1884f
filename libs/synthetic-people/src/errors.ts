import { inputError, type ParleyError, type Problem } from '@parley/errors';

export const ROWS_LIMITS = { least: 10, most: 1_000_000 } as const;

/** The options that cannot be served, all at once. */
export function unusableOptions(problems: readonly Problem[]): ParleyError {
  return inputError('SYNTHETIC_OPTIONS', problems);
}

export function rowsOutOfRange(): Problem {
  const { least, most } = ROWS_LIMITS;
  return { code: 'SYNTHETIC_ROWS', message: `rows is not a whole number from ${least} to ${most}`, repair: 'ask for 20000' };
}

export function seedOutOfRange(): Problem {
  return { code: 'SYNTHETIC_SEED', message: 'seed is not a whole number from 0 to 9007199254740991', repair: 'take 1' };
}

/** No people can be invented for this contract, with every reason. */
export function unusableContract(problems: readonly Problem[]): ParleyError {
  return inputError('SYNTHETIC_CONTRACT', problems);
}

export function keyCannotCount(file: string, table: string, column: string): Problem {
  return { code: 'SYNTHETIC_KEY', file, message: `the key ${column} of ${table} is a boolean, which tells two people apart at most`, repair: 'give the key the type string' };
}

export function fileOfTwoParties(file: string, source: string, other: string): Problem {
  return { code: 'SYNTHETIC_FILE_SHARED', file, message: `the source file ${source} is also one of ${other}`, repair: "give each party's tables files of their own" };
}
