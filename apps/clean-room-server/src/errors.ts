import { type ParleyError, type Problem, inputError } from '@parley/errors';

/** All that is wrong with a command line. */
export function badFlags(problems: readonly Problem[]): ParleyError {
  return inputError('USAGE', problems);
}

export function unknownFlag(flag: string): Problem {
  return { message: `there is no flag or argument \`${flag}\``, repair: 'parley serve --help lists them' };
}

export function missingData(): Problem {
  return { message: '--data is missing', repair: 'name the folder that tables lie in and results go to: --data DIR' };
}

export function badPort(): Problem {
  return { message: '--port is no port', repair: 'give a whole number from 0 (any free port) to 65535' };
}

export function badUrl(flag: string): Problem {
  return { message: `${flag} is no http or https address`, repair: `give one such as ${flag} http://127.0.0.1:5000` };
}

/** The text given is not repeated: there is a secret in it. */
export function badAccount(position: number, what: string): Problem {
  return { message: `account number ${position}: ${what}`, repair: 'write ID:SECRET or ID:KEY:SECRET, such as 111111111111:my-secret' };
}

export function noAccountsFile(file: string, code: string | undefined): Problem {
  return { file, message: `--accounts can't be read (${code ?? 'unknown error'})`, repair: 'name a file with ID:SECRET or ID:KEY:SECRET on each line' };
}

export function portInUse(port: number, cause: unknown): ParleyError {
  return inputError('PORT_IN_USE', { message: `port ${port} is taken by another program`, repair: 'stop that program, or give another --port (0 takes any free one)' }, { cause });
}
