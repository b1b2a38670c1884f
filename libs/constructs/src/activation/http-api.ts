import { Apigatewayv2Api } from '@cdktf/provider-aws/lib/apigatewayv2-api';
import { Apigatewayv2Authorizer } from '@cdktf/provider-aws/lib/apigatewayv2-authorizer';
import { Apigatewayv2Integration } from '@cdktf/provider-aws/lib/apigatewayv2-integration';
import { Apigatewayv2Route } from '@cdktf/provider-aws/lib/apigatewayv2-route';
import { Apigatewayv2Stage } from '@cdktf/provider-aws/lib/apigatewayv2-stage';
import { CloudwatchLogGroup } from '@cdktf/provider-aws/lib/cloudwatch-log-group';
import type { LambdaFunction } from '@cdktf/provider-aws/lib/lambda-function';
import { LambdaPermission } from '@cdktf/provider-aws/lib/lambda-permission';
import { Construct } from 'constructs';
import { LOG_RETENTION_DAYS } from '../alarms/event-log';
import { metricAlarm } from '../alarms/metric-alarm';
import type { LambdaHome } from '../lambda-app/lambda-home';

/** Who signs the tokens of people that are signed in, and for whom. */
export interface JwtIssuer {
  issuer: string;
  audience: readonly string[];
}

export interface HttpApiProps {
  name: string;
  /** Requests a second, and at once, of all routes together. */
  rate: number;
  burst: number;
}

/** Of the API's log, which `LambdaHome` must know. */
export const apiLog = (name: string): string => `/aws/vendedlogs/apis/${name}`;

/** What is logged of a request: neither address nor path, since the path of an unsubscribing is a person's own token. */
const LOGGED = { id: '$context.requestId', time: '$context.requestTime', route: '$context.routeKey', status: '$context.status', ms: '$context.responseLatency', error: '$context.error.messageString', cause: '$context.integrationErrorMessage' };

/** An HTTP API, throttled and logged. Each route goes to a function that may be called by that route alone. */
export class HttpApi extends Construct {
  readonly url: string;
  readonly #api: Apigatewayv2Api;
  readonly #integrations = new Map<LambdaFunction, Apigatewayv2Integration>();

  constructor(home: LambdaHome, id: string, { name, rate, burst }: HttpApiProps) {
    super(home, id);
    this.#api = new Apigatewayv2Api(this, 'api', { name, protocolType: 'HTTP', description: 'Events in, unsubscribing, and messages inside the app' });
    this.url = this.#api.apiEndpoint;
    const log = new CloudwatchLogGroup(this, 'log', { name: apiLog(name), retentionInDays: LOG_RETENTION_DAYS, kmsKeyId: home.key.arn });
    new Apigatewayv2Stage(this, 'stage', {
      apiId: this.#api.id,
      name: '$default',
      autoDeploy: true,
      accessLogSettings: { destinationArn: log.arn, format: JSON.stringify(LOGGED) },
      defaultRouteSettings: { throttlingRateLimit: rate, throttlingBurstLimit: burst, detailedMetricsEnabled: true },
    });
    metricAlarm(this, 'failures', {
      name: `${name}-failures`,
      meaning: `Requests to ${name} failed on our side: somebody could perhaps not unsubscribe. See the functions' logs.`,
      metric: { namespace: 'AWS/ApiGateway', metricName: '5xx', dimensions: { ApiId: this.#api.id } },
      topicArn: home.topicArn,
      statistic: 'Sum',
    });
  }

  /** Routes such as `POST /unsubscribe`, open to anybody. */
  open(routes: readonly string[], target: LambdaFunction): void {
    for (const route of routes) this.#route(route, target, { authorizationType: 'NONE' });
  }

  /** Routes for those who bring a token of the issuer's in `Authorization`. */
  signedIn(routes: readonly string[], target: LambdaFunction, { issuer, audience }: JwtIssuer): void {
    const authorizer = new Apigatewayv2Authorizer(this, 'signed-in', { apiId: this.#api.id, name: 'signed-in', authorizerType: 'JWT', identitySources: ['$request.header.Authorization'], jwtConfiguration: { issuer, audience: [...audience] } });
    for (const route of routes) this.#route(route, target, { authorizationType: 'JWT', authorizerId: authorizer.id });
  }

  #route(routeKey: string, target: LambdaFunction, authorization: { authorizationType: string; authorizerId?: string }): void {
    const id = routeKey.replaceAll(/[^A-Za-z]+/g, '-').replace(/-$/, '');
    new Apigatewayv2Route(this, id, { apiId: this.#api.id, routeKey, target: `integrations/${this.#integration(target).id}`, ...authorization });
    new LambdaPermission(this, `${id}-permission`, {
      statementId: id,
      action: 'lambda:InvokeFunction',
      functionName: target.functionName,
      principal: 'apigateway.amazonaws.com',
      sourceArn: `${this.#api.executionArn}/*/${routeKey.replace(' ', '').replaceAll(/\{[^}]+\}/g, '*')}`,
    });
  }

  #integration(target: LambdaFunction): Apigatewayv2Integration {
    const found = this.#integrations.get(target) ?? new Apigatewayv2Integration(this, `integration-${this.#integrations.size}`, { apiId: this.#api.id, integrationType: 'AWS_PROXY', integrationUri: target.invokeArn, payloadFormatVersion: '2.0' });
    this.#integrations.set(target, found);
    return found;
  }
}
