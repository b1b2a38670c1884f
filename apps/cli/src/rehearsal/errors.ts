import { inputError, type ParleyError, type Place, type Problem } from '@parley/errors';

/** Every option that does not go with the others. */
export const optionsUnusable = (problems: readonly Problem[]): ParleyError => inputError('USAGE', problems);

export const unknownSide = (side: string): Problem => ({
  message: `A rehearsal cannot be run as "${side}".`,
  repair: 'Write --as owner or --as partner.',
});

export const partnerOfOwner = (): Problem => ({
  message: '--partner says whose file is rehearsed, which is asked with --as partner alone.',
  repair: 'Add --as partner, or leave out --partner.',
});

export const partnerDataMissing = (): Problem => ({
  message: "--as partner rehearses a partner's own files, and none are named.",
  repair: 'Name their folder with --data. To rehearse made-up people of both sides, leave out --as.',
});

export const partnerApproves = (): Problem => ({
  message: '--as partner sends nothing: the made-up customers carry addresses of real people.',
  repair: 'Leave out --approve.',
});

export const partnerUnclear = (known: readonly string[]): ParleyError =>
  inputError('PARTNER_UNCLEAR', { message: `The contract has ${known.length} partners.`, repair: `Name one with --partner: ${known.join(', ')}.` });

export const partnerUnknown = (name: string, known: readonly string[]): ParleyError =>
  inputError('PARTNER_UNKNOWN', { message: `The contract has no partner "${name}".`, repair: `Name one of: ${known.join(', ')}.` });

export const sourcesMissing = (files: readonly string[]): ParleyError =>
  inputError(
    'SOURCE_MISSING',
    files.map((file) => ({ file, message: 'There is no such file.', repair: 'Put it there, or correct source.file in the party.yaml that names it.' })),
  );

export const nobodyToMeet = (file: string, party: string): ParleyError =>
  inputError('INPUTS_UNUSABLE', {
    file,
    message: 'Fewer than ten rows have an e-mail address or phone number that can be read, so nobody can be met by it.',
    repair: `Check which columns have the roles email and phone in ${party}/party.yaml, and the party's country.`,
  });

export const noIdentityTable = (file: string): ParleyError =>
  inputError('INPUTS_UNUSABLE', {
    file,
    message: 'No table that enters the clean room has a column with the role email or phone, so nobody can be met by it.',
    repair: 'Give a column of the table of people the role email or phone.',
  });

export const engineNotHere = (place: Place, engine: string): ParleyError =>
  inputError('ENGINE_NOT_HERE', {
    ...place,
    message: `The plan's engine is ${engine}, which the deployed state machine alone reaches; a rehearsal has the booster.`,
    repair: 'To rehearse, write { kind: booster } here; it judges and scores like it, with other figures. parley check takes the plan as it is.',
  });

export const outInUse = (out: string, holder: number | undefined): ParleyError =>
  inputError('OUT_IN_USE', {
    file: out,
    message: `Another rehearsal${holder === undefined ? '' : ` (process ${holder})`} is writing to this folder.`,
    repair: 'Wait for it to end, or name another folder with --out.',
  });

export const noRun = (out: string): ParleyError =>
  inputError('NO_RUN', { file: out, message: 'No rehearsal has written to this folder.', repair: 'Name the folder of a run with --out.' });
