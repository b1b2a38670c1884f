import type { ProtectedQuery, ProtectedQueryOutputConfiguration, StartProtectedQueryCommandInput } from '@aws-sdk/client-cleanrooms';
import type { ResultLocation, StartQuery } from '@parley/clean-room-client';
import { isDeepStrictEqual } from 'node:util';

/**
 * A query in the words of StartProtectedQuery. `account` is the runner's: a location of another receiver becomes a member
 * location, which goes where that member's membership says; its bucket and prefix are not ours to choose.
 */
export function startInput(input: StartQuery, account?: string): StartProtectedQueryCommandInput {
  const { membershipId, sql, analysisTemplate, result, copies = [] } = input;
  const locations = [result, ...copies].map((location) => locationOf(location, account));
  const [only, ...others] = locations;
  return {
    type: 'SQL',
    membershipIdentifier: membershipId,
    sqlParameters: analysisTemplate
      ? { analysisTemplateArn: analysisTemplate.arn, ...(analysisTemplate.parameters && { parameters: { ...analysisTemplate.parameters } }) }
      : { queryString: sql },
    resultConfiguration: { outputConfiguration: only && others.length === 0 ? only : { distribute: { locations } } },
  };
}

const LIVE = new Set(['SUBMITTED', 'STARTED', 'SUCCESS']);

/** Whether this query is the one that `start` asked for, and has not failed. */
export function isTwin(start: StartProtectedQueryCommandInput, query: ProtectedQuery): boolean {
  const asked = [start.sqlParameters, start.resultConfiguration];
  const found = [query.sqlParameters, query.resultConfiguration];
  return LIVE.has(query.status ?? '') && isDeepStrictEqual(plain(asked), plain(found));
}

/** Without absent members and prototypes: an answer may have both where a request has neither. */
function plain(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}

type Location = ProtectedQueryOutputConfiguration.S3Member | ProtectedQueryOutputConfiguration.MemberMember;

function locationOf({ bucket, keyPrefix, format, receiver }: ResultLocation, account: string | undefined): Location {
  if (receiver !== undefined && receiver !== account) return { member: { accountId: receiver } };
  return { s3: { resultFormat: format, bucket, ...(keyPrefix !== '' && { keyPrefix }), singleFileOutput: true } };
}
