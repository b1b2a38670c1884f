import type { ProtectedQuery as AwsQuery, ProtectedQueryOutputConfiguration, ProtectedQueryS3OutputConfiguration } from '@aws-sdk/client-cleanrooms';
import type { ProtectedQuery } from '@parley/clean-room-client';
import { answerIncomplete } from '../errors';

/** A query as the port tells it, without its result, and where the runner's result lies. */
export interface QueryAnswer {
  query: ProtectedQuery;
  /** What the service says: an object, or a prefix. */
  location?: string;
}

/** Reads an answer of the service. Throws AWS_FAILED when it lacks what every answer has. */
export function queryAnswer(answer: AwsQuery | undefined): QueryAnswer {
  const { id, membershipId, status } = answer ?? {};
  if (!answer || id === undefined || membershipId === undefined || status === undefined) throw answerIncomplete('Clean Rooms', 'protectedQuery with id, membershipId and status');
  const { error, statistics, result } = answer;
  const query: ProtectedQuery = {
    id,
    membershipId,
    status,
    keyPrefix: ownLocation(answer.resultConfiguration?.outputConfiguration)?.keyPrefix ?? '',
    ...(error && { error: { code: error.code ?? '', message: error.message ?? '' } }),
    ...(statistics?.totalDurationInMillis !== undefined && { statistics: { totalDurationInMillis: statistics.totalDurationInMillis } }),
  };
  const location = result?.output?.s3?.location ?? result?.output?.distribute?.s3?.location;
  return { query, ...(status === 'SUCCESS' && location !== undefined && { location }) };
}

/** Where the runner's own rows were to go. */
function ownLocation(output: ProtectedQueryOutputConfiguration | undefined): ProtectedQueryS3OutputConfiguration | undefined {
  return output?.s3 ?? output?.distribute?.locations?.find((location) => location.s3)?.s3;
}
