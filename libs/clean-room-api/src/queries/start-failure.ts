import type { StartQuery } from '@parley/clean-room-client';
import { isParleyError } from '@parley/errors';
import { ServiceError } from '../service-error';
import { badLocation, OUTPUT, queryRefused } from './errors';

/** What the clean room threw at a start, in the service's words; what is no refusal stays as it is. */
export function startFailure(error: unknown, query: StartQuery): unknown {
  if (!isParleyError(error)) return error;
  if (error.code === 'QUERY_REFUSED') return queryRefused(error.problems, query.analysisTemplate ? 'analysisTemplateArn' : 'queryString');
  const [problem] = error.problems;
  if (error.code === 'OBJECT_URI_INVALID' || error.code === 'RESULT_RECEIVER_TWICE') return badLocation(OUTPUT, `${problem?.message} ${problem?.repair ?? ''}`);
  return error;
}

/** The SQL, the rules or a budget said no; not the settings of the query. */
export function isRuleViolation(failure: unknown): failure is ServiceError {
  return failure instanceof ServiceError && failure.members.reason === 'INVALID_QUERY';
}
