import type { ApiValue } from './desired-state';

/** The `AWS::CleanRooms::*` types that a contract's terms become. */
export type ResourceTypeName = 'ConfiguredTable' | 'ConfiguredTableAssociation' | 'AnalysisTemplate' | 'PrivacyBudgetTemplate';

/** A resource as Cloud Control wants it, before its members' names change case. */
export interface CleanRoomResource {
  type: ResourceTypeName;
  /** In the API's words, camelCase. */
  members: { readonly [key: string]: ApiValue | undefined };
}
