import { fault, inputError, type ParleyError, type Problem, refusal } from '@parley/errors';

/** The texts of this package's errors. */
export const activationErrors = {
  volumeLimit: (campaign: string, audience: number, limit: number): ParleyError =>
    refusal('ACTIVATION_VOLUME_LIMIT', {
      message: `campaign ${campaign} has an audience of ${audience}, above the limit of ${limit}; nothing was sent`,
      repair: 'narrow the segment, or raise approval.volumeLimit in owner/plan.yaml if so many are meant',
    }),
  channelBroke: (campaign: string, channel: string, cause: unknown): ParleyError =>
    fault(
      'ACTIVATION_CHANNEL_BROKE',
      {
        message: `channel ${channel} broke while sending campaign ${campaign}: ${reason(cause)}`,
        repair: 'mend the cause and run again: what was sent is not sent twice',
      },
      { cause },
    ),
  ledgerBusy: (ledger: string, holder: number | undefined, cause: unknown): ParleyError =>
    fault(
      'ACTIVATION_LEDGER_BUSY',
      {
        file: ledger,
        message: `${holder === undefined ? 'another process' : `process ${holder}`} is using this send ledger; one at a time may`,
        repair: 'wait until it ends, or end it, and run again: what was sent is not sent twice',
      },
      { cause },
    ),
  logDamaged: (file: string, line: number): ParleyError =>
    fault('ACTIVATION_LOG_DAMAGED', {
      file,
      line,
      message: 'this line is not a record; only the last line may be cut short',
      repair: 'restore the file from a backup; without it Parley cannot know what was already sent',
    }),
  clockWentBack: (now: Date, latest: Date): ParleyError =>
    refusal('ACTIVATION_CLOCK_WENT_BACK', {
      message: `the clock says ${now.toISOString()}, but a message was sent at ${latest.toISOString()}: quiet hours and caps can't be reckoned; nothing was sent`,
      repair: 'set the clock of this machine right; if it was the earlier message whose clock was wrong, wait until its time or mend its record in the send ledger',
    }),
  template: (problems: readonly Problem[]): ParleyError => inputError('ACTIVATION_TEMPLATE', problems),
  unfitTest: (campaign: string, why: string): ParleyError =>
    inputError('ACTIVATION_TEST_UNFIT', { message: `the test message of campaign ${campaign} can't be sent: ${why}`, repair: 'give an address of its channel, or shorten the text in owner/plan.yaml' }),
  testStopped: (campaign: string): ParleyError =>
    refusal('ACTIVATION_TEST_STOPPED', { message: `the stop switch is on for campaign ${campaign}; no test of it is sent either`, repair: 'switch it off when its cause is mended: on a laptop, remove the file STOP or STOP-<campaign>' }),
  channelMissing: (campaign: string, channel: string): ParleyError =>
    refusal('ACTIVATION_CHANNEL_MISSING', {
      message: `campaign ${campaign} is for channel ${channel}, which is not set up here; nothing was sent`,
      repair: `set up channel ${channel} where this runs, or take the campaign out of owner/plan.yaml`,
    }),
  clockTime: (text: string): ParleyError =>
    inputError('ACTIVATION_CLOCK_TIME', { message: `"${text}" is not a time of day`, repair: 'write HH:MM, such as "21:00"' }),
  unsubscribeKeys: (place: string, problems: readonly Problem[]): ParleyError =>
    inputError('ACTIVATION_UNSUBSCRIBE_KEYS', problems.map((problem) => ({ file: place, ...problem }))),
  pinpointImport: (what: string): ParleyError =>
    inputError('ACTIVATION_PINPOINT_IMPORT', { message: `an import file for Amazon Pinpoint can't hold this: ${what}`, repair: 'leave out attributes, or shorten their names' }),
  receiptChanged: (file: string): ParleyError =>
    fault('ACTIVATION_RECEIPT_CHANGED', { file, message: 'the receipt does not match its own hash: it was changed after it was written' }),
};

function reason(cause: unknown): string {
  const code = typeof cause === 'object' && cause !== null && 'code' in cause ? String(cause.code) : undefined;
  return code ?? (cause instanceof Error ? cause.name : 'unknown cause');
}
