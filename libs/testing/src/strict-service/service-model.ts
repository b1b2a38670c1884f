import { NormalizedSchema } from '@smithy/core/schema';
import { createRequire } from 'node:module';
import { enumMembers, type EnumMembers } from './enum-members';

/** How a service speaks: members in path, query, header and body; or all of them in a body, with the operation in a header. */
export type WireProtocol = 'restJson1' | 'awsJson1_0' | 'awsJson1_1';

export interface OperationShape {
  name: string;
  input: NormalizedSchema;
  output: NormalizedSchema;
  /** Only of restJson1: method, path with its labels, status of a success. */
  http?: readonly [method: string, template: string, status: number];
}

/** What the client itself reads and writes a body by. */
export interface Codec {
  createSerializer(): { write(schema: NormalizedSchema, value: unknown): void; flush(): string | Uint8Array };
  createDeserializer(): { read(schema: NormalizedSchema, bytes: Uint8Array): Promise<unknown> };
}

/** A service as the client package for it describes it at run time. */
export interface ServiceModel {
  package: string;
  protocol: WireProtocol;
  /** Before the operation's name in `X-Amz-Target`. */
  target: string;
  operations: ReadonlyMap<string, OperationShape>;
  /** HTTP status of each error that the service declares. */
  errors: ReadonlyMap<string, number>;
  enums: EnumMembers;
  codec: Codec;
}

const OPERATION = 9;
const ERROR = -3;
const PROTOCOLS: Readonly<Record<string, WireProtocol>> = {
  'aws.protocols#restJson1': 'restJson1',
  'aws.protocols#awsJson1_0': 'awsJson1_0',
  'aws.protocols#awsJson1_1': 'awsJson1_1',
};
const DEFAULT_STATUS = { client: 400, server: 500 } as const;

interface ClientProtocol {
  getShapeId(): string;
  getPayloadCodec(): Codec;
  /** Protected in its types. */
  serviceTarget?: string;
}
type ClientClass = new (settings: object) => { config: { protocol: ClientProtocol }; destroy(): void };
type SchemaParts = readonly [kind: number, namespace: string, name: string, traits: unknown, ...rest: never[]];

const models = new Map<string, ServiceModel>();

/** Reads the model out of an installed client package, such as `@aws-sdk/client-pinpoint`. Takes 0.1 to 0.5 s the first time. */
export function serviceModel(name: string): ServiceModel {
  const known = models.get(name);
  if (known) return known;
  const exports = createRequire(__filename)(name) as Record<string, unknown>;
  const protocol = protocolOf(name, exports);
  const shape = PROTOCOLS[protocol.getShapeId()];
  if (!shape) throw new Error(`${name} speaks ${protocol.getShapeId()}; the strict service speaks ${Object.keys(PROTOCOLS).join(', ')}`);
  const schemas = Object.values(exports).filter(isSchema);
  const model: ServiceModel = {
    package: name,
    protocol: shape,
    target: protocol.serviceTarget ?? '',
    operations: new Map(schemas.filter(([kind]) => kind === OPERATION).map(toOperation).map((one) => [one.name, one])),
    errors: new Map(schemas.filter(([kind]) => kind === ERROR).map(([, , error, traits]) => [error, statusOf(traits)])),
    enums: enumMembers(name, exports),
    codec: protocol.getPayloadCodec(),
  };
  models.set(name, model);
  return model;
}

/** An operation of a model. Throws for one that the service doesn't have. */
export function operationOf(model: ServiceModel, name: string): OperationShape {
  const operation = model.operations.get(name);
  if (!operation) throw new Error(`${model.package} has no operation ${name}`);
  return operation;
}

function protocolOf(name: string, exports: Record<string, unknown>): ClientProtocol {
  const [, Client] = Object.entries(exports).find(([key, value]) => /^[A-Z]\w*Client$/.test(key) && typeof value === 'function') ?? [];
  if (!Client) throw new Error(`${name} exports no client`);
  const client = new (Client as ClientClass)({ region: 'eu-west-1' });
  client.destroy();
  return client.config.protocol;
}

function isSchema(value: unknown): value is SchemaParts {
  return Array.isArray(value) && typeof value[0] === 'number' && typeof value[2] === 'string';
}

function toOperation(schema: SchemaParts): OperationShape {
  const [, , name, traits, input, output] = schema as unknown as [number, string, string, { http?: OperationShape['http'] } | 0, never, never];
  return { name, input: NormalizedSchema.of(input), output: NormalizedSchema.of(output), http: traits === 0 ? undefined : traits.http };
}

function statusOf(traits: unknown): number {
  const { error, httpError } = traits as { error: keyof typeof DEFAULT_STATUS; httpError?: number };
  return httpError ?? DEFAULT_STATUS[error];
}
