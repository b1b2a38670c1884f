import schemas from './resource-schemas.generated.json';
import type { Properties, ResourceType } from './resource-type';
import { analysisTemplate } from './types/analysis-template';
import { collaboration } from './types/collaboration';
import { configuredTable } from './types/configured-table';
import { configuredTableAssociation } from './types/configured-table-association';
import { membership } from './types/membership';
import { privacyBudgetTemplate } from './types/privacy-budget-template';

export interface TypeSchema {
  typeName: string;
  properties: Readonly<Record<string, { type: string }>>;
  required: readonly string[];
  createOnlyProperties: readonly string[];
  readOnlyProperties: readonly string[];
  primaryIdentifier: readonly string[];
}

export interface KnownType {
  type: ResourceType;
  schema: TypeSchema;
}

const TYPES = [analysisTemplate, collaboration, configuredTable, configuredTableAssociation, membership, privacyBudgetTemplate];

/** The types that are here, by full name such as `AWS::CleanRooms::Membership`. */
export const resourceTypes: ReadonlyMap<string, KnownType> = new Map(
  TYPES.map((type) => {
    const schema: TypeSchema = schemas[type.name as keyof typeof schemas];
    return [schema.typeName, { type, schema }];
  }),
);

export const propertyOf = (pointer: string): string => pointer.replace('/properties/', '');

/** `id|membershipId`: the parts of a composite identifier, in the schema's order. */
export function identifierOf({ primaryIdentifier }: TypeSchema, properties: Properties): string {
  return primaryIdentifier.map((pointer) => String(properties[propertyOf(pointer)])).join('|');
}

/** The same the other way; undefined where the number of parts is another. */
export function identifierParts({ primaryIdentifier }: TypeSchema, identifier: string): Properties | undefined {
  const parts = identifier.split('|');
  if (parts.length !== primaryIdentifier.length) return undefined;
  return Object.fromEntries(primaryIdentifier.map((pointer, index) => [propertyOf(pointer), parts[index]]));
}
