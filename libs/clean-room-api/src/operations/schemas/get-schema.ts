import type { GetSchemaInput, GetSchemaOutput } from '@aws-sdk/client-cleanrooms';
import { joinedCollaboration } from '../access/visible-collaboration';
import { noSchema } from '../problems';
import { operation } from '../service-operation';
import { associationNamed } from './joined-associations';
import { schemaView } from './schema-view';

export const getSchema = operation<GetSchemaInput, GetSchemaOutput>('GetSchema', async (input, call) => {
  const { collaboration } = joinedCollaboration(call, input.collaborationIdentifier);
  const association = associationNamed(call.service.state, collaboration.id, input.name);
  if (!association) throw noSchema(collaboration.id, input.name);
  return { schema: await schemaView(call, association) };
});
