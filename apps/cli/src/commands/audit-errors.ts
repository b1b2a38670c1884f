import { inputError, type ParleyError } from '@parley/errors';

export const auditFileUnreadable = (file: string, cause: unknown): ParleyError =>
  inputError('AUDIT_FILE_UNREADABLE', { file, message: 'the audit file cannot be read.', repair: 'Name the audit.jsonl of a run with --file.' }, { cause });

export const receiptUnreadable = (file: string, cause: unknown): ParleyError =>
  inputError('AUDIT_RECEIPT_UNREADABLE', { file, message: 'the file is no receipt.', repair: 'Name the receipt.json of the same run with --receipt.' }, { cause });
