import type { BatchGetSchemaInput, BatchGetSchemaOutput } from '@aws-sdk/client-cleanrooms';
import { joinedCollaboration } from '../access/visible-collaboration';
import { noSchema } from '../problems';
import { operation } from '../service-operation';
import { associationNamed } from './joined-associations';
import { schemaView } from './schema-view';

/** A name that is none goes to `errors`. */
export const batchGetSchema = operation<BatchGetSchemaInput, BatchGetSchemaOutput>('BatchGetSchema', async (input, call) => {
  const { collaboration } = joinedCollaboration(call, input.collaborationIdentifier);
  const found = input.names.map((name) => ({ name, association: associationNamed(call.service.state, collaboration.id, name) }));
  const errors = found
    .filter(({ association }) => !association)
    .map(({ name }) => ({ name, code: 'ResourceNotFoundException', message: noSchema(collaboration.id, name).message }));
  const schemas = await Promise.all(found.flatMap(({ association }) => (association ? [schemaView(call, association)] : [])));
  return { schemas, errors };
});
