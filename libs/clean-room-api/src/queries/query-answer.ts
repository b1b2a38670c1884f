import type { ProtectedQuery } from '@parley/clean-room-client';
import type { Members } from '../operation';
import type { MembershipRecord } from '../state/records';
import type { QueryRequest } from './query-request';

/** A query that was started: what was asked for, and how it stands. */
export interface KnownQuery {
  request: QueryRequest;
  query: ProtectedQuery;
}

/** `protectedQuery` of the service's model. Only its own account's place is told; other receivers are named. */
export function queryAnswer(membership: MembershipRecord, { request, query }: KnownQuery): Members {
  const { statistics, error } = query;
  return {
    ...head(membership, { request, query }),
    sqlParameters: request.sqlParameters,
    resultConfiguration: request.resultConfiguration,
    ...(request.computeConfiguration && { computeConfiguration: request.computeConfiguration }),
    ...(statistics && { statistics }),
    ...(query.status === 'SUCCESS' && { result: { output: resultOutput(request, query) } }),
    ...(error && { error }),
  };
}

/** An entry of ListProtectedQueries. */
export function querySummary(membership: MembershipRecord, { request, query }: KnownQuery): Members {
  const receiverAccountIds = [...(request.own ? [request.account] : []), ...request.memberReceivers];
  const details = { directAnalysisConfigurationDetails: { receiverAccountIds } };
  return {
    ...head(membership, { request, query }),
    receiverConfigurations: [{ analysisType: 'DIRECT_ANALYSIS', configurationDetails: details }],
  };
}

function head(membership: MembershipRecord, { request, query }: KnownQuery): Members {
  return {
    id: query.id,
    membershipId: membership.id,
    membershipArn: membership.arn,
    createTime: new Date(request.createTime),
    status: query.status,
  };
}

/** The member of the union that was asked for. */
function resultOutput({ own, memberReceivers, resultConfiguration }: QueryRequest, { resultUri }: ProtectedQuery): Members {
  const s3 = own && { s3: { location: resultUri } };
  const memberList = memberReceivers.map((accountId) => ({ accountId }));
  const { distribute } = resultConfiguration.outputConfiguration as { distribute?: unknown };
  if (distribute) return { distribute: { ...s3, ...(memberList.length > 0 && { memberList }) } };
  return s3 ?? { memberList };
}
