import { type CollectPorts, collectRequest, type CollectResponse } from '@parley/first-party-events';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';

export interface CollectHandlerProps {
  origins: readonly string[];
  ports: CollectPorts;
  /** Told numbers alone. */
  log(status: number, counts: CollectResponse['counts']): void;
}

/** An HTTP API's event, payload format 2.0, to the collector and back. */
export function collectHandler({ origins, ports, log }: CollectHandlerProps): (event: APIGatewayProxyEventV2) => Promise<APIGatewayProxyStructuredResultV2> {
  return async ({ requestContext, headers, body = '', isBase64Encoded }) => {
    const text = isBase64Encoded ? Buffer.from(body, 'base64').toString() : body;
    const { status, counts, ...answer } = await collectRequest({ method: requestContext.http.method, origin: headers.origin, body: text }, origins, ports);
    log(status, counts);
    return { statusCode: status, ...answer };
  };
}
