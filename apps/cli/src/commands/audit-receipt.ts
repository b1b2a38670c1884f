import { readReceipt } from '@parley/activation';
import type { AuditHead } from '@parley/clean-room';
import { isParleyError, type Problem } from '@parley/errors';
import { receiptUnreadable } from './audit-errors';

/**
 * Where the audit stood when the receipt was given, or the finding that the receipt itself was changed, so that it
 * proves nothing. Throws AUDIT_RECEIPT_UNREADABLE (input).
 */
export async function headInReceipt(file: string): Promise<{ head?: AuditHead; finding?: Problem }> {
  try {
    const { audit } = await readReceipt(file);
    return { head: { length: audit.length, hash: audit.head } };
  } catch (error) {
    if (!isParleyError(error) || error.code !== 'ACTIVATION_RECEIPT_CHANGED') throw receiptUnreadable(file, error);
    return { finding: { file, code: error.code, message: 'the receipt was changed after it was written, so it proves nothing.' } };
  }
}
