import { fault, type ParleyError } from '@parley/errors';

/** The texts of this package's errors. */
export const awsActivationErrors = {
  tableBusy: (table: string): ParleyError =>
    fault('ACTIVATION_TABLE_BUSY', {
      message: `table ${table} took part of a request only, and kept doing so`,
      repair: 'wait and run again: nothing was sent that the ledger does not know; if it stays so, look at the table\'s throttling alarms',
    }),
  contended: (table: string, messages: number): ParleyError =>
    fault('ACTIVATION_LEDGER_CONTENDED', {
      message: `${messages} messages could not be written in table ${table}: other workers kept changing the same people's records`,
      repair: 'run again, with fewer campaigns at once',
    }),
};
