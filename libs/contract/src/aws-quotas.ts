/**
 * Limits of AWS Clean Rooms that a contract can run into. Source: AWS Clean Rooms User Guide, "Quotas", and the service
 * model 2022-02-17, as read in 2026. The first three can be raised on request.
 */
export const AWS_QUOTAS = {
  allowedColumnsPerTable: 100,
  tablesPerMembership: 25,
  collaborationsPerAccount: 10,
  analysisRuleBytes: 100_000,
  queryTextCharacters: 500_000,
} as const;
