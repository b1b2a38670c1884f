import { inputError, type ParleyError } from '@parley/errors';

/** The cause may hold values and is for a debugger alone. */
export const storedEventsUnreadable = (uri: string, cause: unknown): ParleyError =>
  inputError(
    'STORED_EVENTS_UNREADABLE',
    { file: uri, message: 'this is no Parquet file with the columns of the events table', repair: 'move it out of the events folder; what Firehose could not convert is below failed/', code: 'STORED_EVENTS_UNREADABLE' },
    { cause },
  );
