import type { Problem } from '@parley/errors';
import { readLines } from '@parley/files';
import { type AuditHead, EMPTY_HEAD, hashOf, parseRecord } from './audit-record';

export interface AuditVerdict {
  /** No record was changed, taken out, put in or cut off, as far as can be told: see `verifyAudit`. */
  intact: boolean;
  /** Codes: AUDIT_NOT_A_RECORD, AUDIT_RECORD_CHANGED, AUDIT_RECORD_MISSING, AUDIT_RECORD_REPLACED, AUDIT_CUT_OFF, AUDIT_HEAD_DIFFERS. */
  findings: Problem[];
  head: AuditHead;
  /** A crash cut the last line short. That is no tampering: the clean room sets it aside when it next opens the file. */
  torn: boolean;
}

/**
 * Checks an audit file's chain of hashes. Without `head`, whoever can rewrite the whole file can also seal it anew, and
 * records cut off at the end are not missed; with the head of an earlier receipt, both are found up to that record.
 */
export async function verifyAudit(file: string, head?: AuditHead): Promise<AuditVerdict> {
  const findings: Problem[] = [];
  let end = EMPTY_HEAD;
  let hashAtHead = head?.length === 0 ? EMPTY_HEAD.hash : undefined;
  let torn = false;
  let line = 0;
  const found = (code: string, message: string) => findings.push({ file, line, code, message });

  for await (const { text, whole } of readLines(file)) {
    line += 1;
    if (!whole) {
      torn = true;
      break;
    }
    const record = parseRecord(text);
    if (!record) {
      found('AUDIT_NOT_A_RECORD', 'this line is no audit record.');
      continue;
    }
    if (hashOf(record) !== record.hash) found('AUDIT_RECORD_CHANGED', `record ${record.sequence} was changed after it was written.`);
    if (record.sequence !== end.length + 1) {
      found('AUDIT_RECORD_MISSING', `record ${end.length + 1} was expected here, and ${record.sequence} is here.`);
    } else if (record.previous !== end.hash) {
      found('AUDIT_RECORD_REPLACED', `record ${record.sequence} does not follow the record before it: one of them was replaced.`);
    }
    end = { length: record.sequence, hash: record.hash };
    if (end.length === head?.length) hashAtHead = end.hash;
  }

  if (head && end.length < head.length) {
    found('AUDIT_CUT_OFF', `the file ends at record ${end.length}; the receipt was given at record ${head.length}.`);
  } else if (head && hashAtHead !== head.hash) {
    found('AUDIT_HEAD_DIFFERS', `record ${head.length} is not the one the receipt was given for.`);
  }
  return { intact: findings.length === 0, findings, head: end, torn };
}

/** The head of an audit file, for a receipt. Does not check the chain. */
export async function auditHead(file: string): Promise<AuditHead> {
  return (await verifyAudit(file)).head;
}
