import type { BatchGetSchemaAnalysisRuleInput, BatchGetSchemaAnalysisRuleOutput } from '@aws-sdk/client-cleanrooms';
import { joinedCollaboration } from '../access/visible-collaboration';
import { noSchemaRule } from '../problems';
import { operation } from '../service-operation';
import { associationNamed } from './joined-associations';
import { schemaRuleView } from './schema-rule-view';

/** What is not there goes to `errors`. */
export const batchGetSchemaAnalysisRule = operation<BatchGetSchemaAnalysisRuleInput, BatchGetSchemaAnalysisRuleOutput>(
  'BatchGetSchemaAnalysisRule',
  (input, call) => {
    const { collaboration } = joinedCollaboration(call, input.collaborationIdentifier);
    const found = input.schemaAnalysisRuleRequests.map(({ name, type }) => {
      const association = associationNamed(call.service.state, collaboration.id, name);
      return { name, type, rule: association && schemaRuleView(call, association, type) };
    });
    return {
      analysisRules: found.flatMap(({ rule }) => (rule ? [rule] : [])),
      errors: found
        .filter(({ rule }) => !rule)
        .map(({ name, type }) => ({ name, type, code: 'ResourceNotFoundException', message: noSchemaRule(name, type) })),
    };
  },
);
