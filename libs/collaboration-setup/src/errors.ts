import { fault, inputError, type ParleyError } from '@parley/errors';

/** AWS answered, and what it has is not what was asked for: a rule that lost a member protects less than its owner thinks. */
export const notKept = (type: string, name: string, paths: readonly string[]): ParleyError =>
  fault(
    'SETUP_NOT_KEPT',
    paths.map((path) => ({
      message: `${type} ${name}: ${path} is not as it was asked for.`,
      repair: 'Compare it with the contract in the console. Nobody should query this table until it is as its owner wrote it.',
    })),
  );

export const notMade = (type: string, name: string, code: string, message: string): ParleyError =>
  inputError('SETUP_REFUSED', { message: `${type} ${name} was not accepted (${code}): ${message}`, repair: 'Correct what the message names in the contract.' });

export const notMadeInTime = (type: string, name: string): ParleyError =>
  fault('SETUP_UNFINISHED', { message: `${type} ${name} is still being made after five minutes.`, repair: 'Run the same command again: it goes on with what is there.' });

export const collaborationDiffers = (name: string, members: readonly string[]): ParleyError =>
  inputError('COLLABORATION_DIFFERS', {
    message: `The collaboration ${name} is there, with other ${members.join(', ')} than the contract.`,
    repair: 'Members and their abilities never change: delete that collaboration, or give the contract its terms.',
  });
