export { type AuditEntry, type AuditHead, type AuditRecord, EMPTY_HEAD } from './audit/audit-record';
export { auditHead, type AuditVerdict, verifyAudit } from './audit/verify-audit';
export * from './embedded-clean-room';
export { refusalProblem } from './errors';
export { DEFAULT_LIMITS, type QueryLimits } from './query-process/job';
export { QUERY_ERRORS, type QueryErrorCode } from './query-process/query-error-codes';
export * from './room';
export * from './room-tables';
