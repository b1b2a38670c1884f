import type { Rule } from '../rule';

/** What anybody may call: a link in an e-mail has no token, nor has a page that a visitor has just opened. */
const OPEN_ROUTES = ['GET /unsubscribe', 'POST /unsubscribe', 'POST /events', 'OPTIONS /events'];
const stages = ['aws_apigatewayv2_stage'];

/** What the world calls. */
export const EDGE_RULES: readonly Rule[] = [
  {
    id: 'API_LOGGED',
    types: stages,
    says: 'every request is written down, without address or path',
    repair: 'set access_log_settings.destination_arn, and a format with neither identity nor path in it',
    holds: (stage) => stage.has('access_log_settings.0.destination_arn') && !/identity|\$context\.path/.test(stage.text('access_log_settings.0.format') ?? 'identity'),
  },
  {
    id: 'API_THROTTLED',
    types: stages,
    says: 'how many requests come through is bounded',
    repair: 'set default_route_settings with throttling_rate_limit and throttling_burst_limit',
    holds: (stage) => ['rate', 'burst'].every((kind) => Number(stage.value(`default_route_settings.0.throttling_${kind}_limit`) ?? 0) > 0),
  },
  {
    id: 'API_ROUTE_SIGNED_IN',
    types: ['aws_apigatewayv2_route'],
    says: `a route asks who calls, but for ${OPEN_ROUTES.join(', ')}`,
    repair: 'set authorization_type to JWT or AWS_IAM, with an authorizer_id',
    holds: (route) => ['JWT', 'AWS_IAM'].includes(route.text('authorization_type') ?? '') || OPEN_ROUTES.includes(route.text('route_key') ?? ''),
  },
  {
    id: 'API_TOKEN_ISSUER',
    types: ['aws_apigatewayv2_authorizer'],
    says: 'tokens are taken of one issuer over TLS, and for named applications',
    repair: 'set authorizer_type = JWT and jwt_configuration with an https issuer and an audience',
    holds: (authorizer) => authorizer.text('authorizer_type') === 'JWT' && (authorizer.text('jwt_configuration.0.issuer') ?? '').startsWith('https://') && authorizer.list('jwt_configuration.0.audience').length > 0,
  },
];
