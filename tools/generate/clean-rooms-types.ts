import { loadAwsServiceSpecSync } from '@aws-cdk/aws-service-spec';

/** The types that Cloud Control has here; their last part names them. */
const TYPES = ['AnalysisTemplate', 'Collaboration', 'ConfiguredTable', 'ConfiguredTableAssociation', 'Membership', 'PrivacyBudgetTemplate'];

const JSON_TYPES: Readonly<Record<string, object>> = {
  string: { type: 'string' },
  boolean: { type: 'boolean' },
  integer: { type: 'integer' },
  number: { type: 'number' },
  array: { type: 'array' },
  tag: { type: 'object' },
  ref: { type: 'object' },
  json: { type: 'object' },
  map: { type: 'object' },
};

/**
 * CloudFormation's schemas of the Clean Rooms types, as far as `@aws-cdk/aws-service-spec` keeps them: its properties, which
 * are required, create-only and read-only, and the primary identifier. What it does not keep (patterns, lengths) is checked
 * by the operations; the inside of a property is left open, since AWS adds members before the package knows them.
 */
export function generate(): Map<string, string> {
  const db = loadAwsServiceSpecSync();
  const schemas = TYPES.map((type): [string, object] => {
    const resource = db.lookup('resource', 'cloudFormationType', 'equals', `AWS::CleanRooms::${type}`).only();
    const properties = Object.entries(resource.properties);
    const readOnly = Object.keys(resource.attributes).filter((name) => !name.includes('.') && !(name in resource.properties));
    return [
      type,
      {
        typeName: `AWS::CleanRooms::${type}`,
        description: `${type} of AWS Clean Rooms`,
        additionalProperties: false,
        properties: Object.fromEntries(
          [...properties.map(([name, { type: kind }]): [string, object] => [name, jsonType(name, kind)]), ...readOnly.map((name): [string, object] => [name, { type: 'string' }])].sort(([a], [b]) => (a < b ? -1 : 1)),
        ),
        required: properties.flatMap(([name, { required }]) => (required ? [name] : [])).sort(),
        createOnlyProperties: pointers(properties.flatMap(([name, { causesReplacement }]) => (causesReplacement === 'yes' ? [name] : []))),
        readOnlyProperties: pointers(readOnly),
        primaryIdentifier: (resource.primaryIdentifier ?? []).map((name) => `/properties/${name}`),
        handlers: Object.fromEntries(['create', 'read', 'update', 'delete', 'list'].map((verb) => [verb, { permissions: [] }])),
      },
    ];
  });
  return new Map([['libs/clean-room-api/src/cloud-control/resource-schemas.generated.json', `${JSON.stringify(Object.fromEntries(schemas), null, 2)}\n`]]);
}

const pointers = (names: readonly string[]): string[] => names.map((name) => `/properties/${name}`).sort();

function jsonType(name: string, { type }: { type: string }): object {
  const found = JSON_TYPES[type];
  if (!found) throw new Error(`${name} is of type ${type}: say in tools/generate/clean-rooms-types.ts what that is in JSON`);
  return found;
}
