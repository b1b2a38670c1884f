import type { ListSchemasInput, ListSchemasOutput } from '@aws-sdk/client-cleanrooms';
import { joinedCollaboration } from '../access/visible-collaboration';
import { page } from '../lists/page';
import { operation } from '../service-operation';
import { joinedAssociations } from './joined-associations';
import { schemaSummary } from './schema-view';

/** The tables of a collaboration; there are no ID mapping tables here. */
export const listSchemas = operation<ListSchemasInput, ListSchemasOutput>('ListSchemas', (input, call) => {
  const { collaboration } = joinedCollaboration(call, input.collaborationIdentifier);
  const items = input.schemaType === 'ID_MAPPING_TABLE' ? [] : joinedAssociations(call.service.state, collaboration.id);
  const { items: shown, ...next } = page(call, { operation: 'ListSchemas', of: [collaboration.id, input.schemaType], items, input });
  return { schemaSummaries: shown.map((association) => schemaSummary(call, association)), ...next };
});
