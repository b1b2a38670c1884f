import { resourceTypes } from '../cloud-control/resource-types';
import type { WireResponse, WireService } from '../protocol/wire-service';

const NAMESPACE = 'http://cloudformation.amazonaws.com/doc/2010-05-15/';

/**
 * CloudFormation's DescribeType (query protocol, XML) for the Clean Rooms types: Terraform reads a type's schema by it. The
 * schema is put together from `@aws-cdk/aws-service-spec`, which keeps no patterns and lengths.
 */
export const describeTypeService: WireService = async ({ body, caller }) => {
  const form = new URLSearchParams(Buffer.from(body).toString('utf8'));
  const action = form.get('Action') ?? '';
  if (action !== 'DescribeType') return failure('InvalidAction', `CloudFormation has DescribeType alone here, not ${action}`, caller.requestId);
  const known = resourceTypes.get(form.get('TypeName') ?? '');
  if (!known) return failure('TypeNotFoundException', `The type ${form.get('TypeName')} is not here`, caller.requestId);
  const { schema } = known;
  const result =
    element('Type', 'RESOURCE') +
    element('TypeName', schema.typeName) +
    element('Arn', `arn:aws:cloudformation:${caller.region}::type/resource/${schema.typeName.replaceAll('::', '-')}`) +
    element('ProvisioningType', 'FULLY_MUTABLE') +
    element('Visibility', 'PUBLIC') +
    element('Schema', JSON.stringify(schema));
  return xml(200, `<DescribeTypeResponse xmlns="${NAMESPACE}"><DescribeTypeResult>${result}</DescribeTypeResult>${metadata(caller.requestId)}</DescribeTypeResponse>`);
};

function failure(code: string, message: string, requestId: string): WireResponse {
  const error = `<Error><Type>Sender</Type>${element('Code', code)}${element('Message', message)}</Error>`;
  return xml(400, `<ErrorResponse xmlns="${NAMESPACE}">${error}${element('RequestId', requestId)}</ErrorResponse>`);
}

const metadata = (requestId: string): string => `<ResponseMetadata>${element('RequestId', requestId)}</ResponseMetadata>`;
const element = (name: string, text: string): string => `<${name}>${escaped(text)}</${name}>`;
const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
const xml = (status: number, body: string): WireResponse => ({ status, headers: { 'content-type': 'text/xml' }, body: `<?xml version="1.0"?>${body}` });
