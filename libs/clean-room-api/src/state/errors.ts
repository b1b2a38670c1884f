import { fault, inputError, type ParleyError } from '@parley/errors';

export function stateInUse(folder: string, holder: number | undefined, cause?: unknown): ParleyError {
  const who = holder === undefined ? 'another process' : `process ${holder}`;
  const problem = {
    code: 'STATE_IN_USE',
    file: folder,
    message: `${who} is using this state folder`,
    repair: 'stop it, or name another folder with --state',
  };
  return inputError('STATE_IN_USE', problem, { cause });
}

export function notAState(file: string): ParleyError {
  return inputError('STATE_UNKNOWN', {
    code: 'STATE_UNKNOWN',
    file,
    line: 1,
    message: 'this is no state of this version of the local clean room',
    repair: 'name another folder with --state, or use the version of Parley that wrote it',
  });
}

export function stateDamaged(file: string, line: number): ParleyError {
  return fault('STATE_DAMAGED', {
    code: 'STATE_DAMAGED',
    file,
    line,
    message: 'this line is no change of the state, and it is not the last one, which a crash may cut short',
    repair: 'restore the file from a copy, or start with an empty folder',
  });
}

export function stateClosed(): ParleyError {
  return fault('STATE_CLOSED', { code: 'STATE_CLOSED', message: 'the state was closed', repair: 'open it again' });
}
