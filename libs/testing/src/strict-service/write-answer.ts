import { shapeProblems } from './check-shape';
import type { OperationShape, ServiceModel } from './service-model';
import type { WireFault } from './wire-fault';

export interface RawAnswer {
  status: number;
  headers: Record<string, string>;
  body: string | Uint8Array;
}

/** An answer as the service writes it. Problems: what the test's own answer has wrong, so that no double says what AWS can't. */
export function writeAnswer(model: ServiceModel, operation: OperationShape, output: object): RawAnswer & { problems: string[] } {
  const problems = shapeProblems(operation.output, output, { enums: model.enums, form: 'value', wireNames: false });
  const payload = Object.entries(operation.output.getMemberSchemas()).find(([, member]) => member.getMergedTraits().httpPayload);
  const [schema, value] = payload && model.protocol === 'restJson1' ? [payload[1], Reflect.get(output, payload[0]) as unknown] : [operation.output, output];
  const serializer = model.codec.createSerializer();
  if (problems.length === 0) serializer.write(schema, value);
  return {
    status: operation.http?.[2] ?? 200,
    headers: contentType(model),
    body: problems.length === 0 ? serializer.flush() : '{}',
    problems: problems.map((problem) => problem.replace(/^input/, 'the answer')),
  };
}

/** An error as the service writes it. Throws for one that the service doesn't declare and that isn't common to all. */
export function writeFault(model: ServiceModel, { code, message, status, members }: WireFault): RawAnswer {
  const declared = model.errors.get(code) ?? status;
  if (declared === undefined) throw new Error(`${model.package} declares no error ${code}; give its status if it is one of all services`);
  const body = model.protocol === 'restJson1' ? { message, ...members } : { __type: code, message, ...members };
  return { status: status ?? declared, headers: { ...contentType(model), 'x-amzn-errortype': code }, body: JSON.stringify(body) };
}

function contentType({ protocol }: ServiceModel): Record<string, string> {
  const type = protocol === 'restJson1' ? 'application/json' : `application/x-amz-json-${protocol === 'awsJson1_0' ? '1.0' : '1.1'}`;
  return { 'content-type': type, 'x-amzn-requestid': '00000000-0000-0000-0000-000000000000' };
}
