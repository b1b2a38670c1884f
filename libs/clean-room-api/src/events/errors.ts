import { fault, inputError, type ParleyError } from '@parley/errors';

export const eventsUnreadable = (file: string, line: number): ParleyError =>
  inputError('EVENTS_UNREADABLE', { file, line, message: 'This is no event of the service.', repair: 'put the file back from a backup, or move it away to begin a new one' });

export const sentUnreadable = (file: string): ParleyError =>
  inputError('EVENTS_SENT_UNREADABLE', { file, message: 'This should hold how many events were sent: one whole number.', repair: 'write 0 to send all of them again' });

export const eventNotTaken = (url: string, status: number): ParleyError =>
  fault('EVENT_NOT_TAKEN', { message: `${url} answered an event with status ${status}. It will be sent again.`, repair: 'answer every event with a 2xx status' });
