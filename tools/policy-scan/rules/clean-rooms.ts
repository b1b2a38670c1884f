import type { PlannedResource } from '../plan/planned-resource';
import { jsonOf } from '../policies/policy-document';
import type { Rule } from '../rule';

const KNOWN = ['AnalysisTemplate', 'ConfiguredTable', 'ConfiguredTableAssociation', 'PrivacyBudgetTemplate'].map((name) => `AWS::CleanRooms::${name}`).concat('AWS::SMSVOICE::ConfigurationSet');
const types = ['aws_cloudcontrolapi_resource'];

/** The clean room. Whether a rule itself is sound is `parley check`'s to say; here it is that there is one. */
export const CLEAN_ROOM_RULES: readonly Rule[] = [
  {
    id: 'CLEAN_ROOM_QUERY_LOG',
    types: ['aws_cleanrooms_collaboration', 'aws_cleanrooms_membership'],
    says: 'every query is written down where this member reads it',
    repair: 'set query_log_status = ENABLED',
    holds: (resource) => resource.value('query_log_status') === 'ENABLED',
  },
  {
    id: 'CLEAN_ROOM_KNOWN_TYPE',
    types,
    says: `through Cloud Control go ${KNOWN.join(', ')}, and nothing that these rules do not know`,
    repair: 'use the type that the AWS provider has; else add rules for the new type to tools/policy-scan/rules/clean-rooms.ts',
    holds: (resource) => KNOWN.includes(resource.text('type_name') ?? ''),
  },
  {
    id: 'CLEAN_ROOM_TABLE_RULE',
    types,
    says: 'a configured table has an analysis rule, and none lets any query run',
    repair: 'add AnalysisRules; name the templates in AllowedAnalyses, not ANY_QUERY or ANY_JOB',
    holds: (resource) => !is(resource, 'ConfiguredTable') || (listIn(resource, 'AnalysisRules').length > 0 && !/"ANY_(QUERY|JOB)"/.test(resource.text('desired_state') ?? '')),
  },
  {
    id: 'CLEAN_ROOM_COLLABORATION_RULE',
    types,
    says: 'an association has a collaboration rule, which says who gets results',
    repair: 'add ConfiguredTableAssociationAnalysisRules',
    holds: (resource) => !is(resource, 'ConfiguredTableAssociation') || listIn(resource, 'ConfiguredTableAssociationAnalysisRules').length > 0,
  },
];

const is = (resource: PlannedResource, name: string): boolean => resource.text('type_name') === `AWS::CleanRooms::${name}`;

const listIn = (resource: PlannedResource, member: string): readonly unknown[] => {
  const list = (jsonOf(resource, 'desired_state') as Record<string, unknown> | undefined)?.[member];
  return Array.isArray(list) ? list : [];
};
