import type { GetSchemaAnalysisRuleInput, GetSchemaAnalysisRuleOutput } from '@aws-sdk/client-cleanrooms';
import { joinedCollaboration } from '../access/visible-collaboration';
import { noneInCollaboration, noSchema } from '../problems';
import { operation } from '../service-operation';
import { associationNamed } from './joined-associations';
import { schemaRuleView } from './schema-rule-view';

export const getSchemaAnalysisRule = operation<GetSchemaAnalysisRuleInput, GetSchemaAnalysisRuleOutput>('GetSchemaAnalysisRule', (input, call) => {
  const { collaboration } = joinedCollaboration(call, input.collaborationIdentifier);
  const association = associationNamed(call.service.state, collaboration.id, input.name);
  if (!association) throw noSchema(collaboration.id, input.name);
  const analysisRule = schemaRuleView(call, association, input.type);
  if (!analysisRule) throw noneInCollaboration(collaboration.id, `analysis rule of type ${input.type} on schema ${input.name}`);
  return { analysisRule };
});
