import { fault, inputError, type ParleyError, refusal } from '@parley/errors';

/** The texts of this package's errors. None names a person. */
export const erasureErrors = {
  nobody: (contacts: string): ParleyError => inputError('NOBODY_OF_THAT_ADDRESS', { file: contacts, message: 'no customer among these contacts has that address', repair: 'check the address, or name the customer by id' }),
  runUnderWay: (): ParleyError => refusal('RUN_UNDER_WAY', { message: 'a run of the pipeline is under way, or has begun meanwhile: it may write again what it read before', repair: 'wait for its end, or stop it, and forget the person again' }),
  stillThere: (files: readonly string[]): ParleyError =>
    fault(
      'FORGET_INCOMPLETE',
      files.map((file) => ({ file, message: 'this file still holds something of the person', repair: 'look at it and take it out by hand, then run parley forget again; please report it' })),
    ),
  fileUnreadable: (file: string, cause: unknown): ParleyError =>
    inputError('FORGET_FILE_UNREADABLE', { file, message: 'this file cannot be read in the format its name says, so nobody can be taken out of it', repair: 'mend or remove it, and run parley forget again' }, { cause }),
};
