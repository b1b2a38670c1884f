// What the query operations refuse, in one place. No text holds data, nor where another member's results go.
import { formatProblem, inputError, type ParleyError, type Problem } from '@parley/errors';
import { accessDenied, conflict, notFound, quota, type ServiceError, validation } from '../service-error';

const configuration = (name: string, message: string): ServiceError => validation(`${name}: ${message}`, 'INVALID_CONFIGURATION', [{ name, message }]);

/** The rules said no. Whoever reads only `message` is told all of it; `fieldList` has a problem each. */
export function queryRefused(problems: readonly Problem[], field: 'queryString' | 'analysisTemplateArn'): ServiceError {
  const told = problems.map(formatProblem);
  return validation(told.join('\n'), 'INVALID_QUERY', told.map((message) => ({ name: `sqlParameters.${field}`, message })));
}

export const cannotQuery = (membershipId: string): ServiceError =>
  accessDenied(`Membership ${membershipId} may not run queries: that takes an ACTIVE membership of the member with the ability CAN_QUERY.`);

export const payerAbsent = (account: string): ServiceError =>
  configuration('membershipIdentifier', `Account ${account} pays for the queries of this collaboration and is not an ACTIVE member of it yet.`);

export const noPayer = (): ServiceError => configuration('membershipIdentifier', 'No member of this collaboration pays for its queries.');

export const oneAnalysis = (): ServiceError =>
  configuration('sqlParameters', 'Give either queryString or analysisTemplateArn.');

export const parametersWithoutTemplate = (): ServiceError =>
  configuration('sqlParameters.parameters', 'Only an analysis template takes parameters; write the values into the query.');

export const OUTPUT = 'resultConfiguration.outputConfiguration';

export const oneOutput = (name: string): ServiceError => configuration(name, 'Give exactly one of s3, member and distribute.');

export const oneLocation = (name: string): ServiceError => configuration(name, 'Give exactly one of s3 and member.');

export const noLocations = (): ServiceError => configuration(`${OUTPUT}.distribute.locations`, 'Name at least one location.');

export const twoOwnLocations = (): ServiceError => configuration(`${OUTPUT}.distribute.locations`, 'At most one location is s3: the one of the account that runs the query.');

export const runnerAsMember = (name: string): ServiceError => configuration(name, 'The account that runs the query receives by an s3 location, not as a member.');

export const memberTwice = (name: string, account: string): ServiceError => configuration(name, `Account ${account} is named twice.`);

export const cannotReceive = (name: string, account: string): ServiceError =>
  configuration(name, `Account ${account} is not an ACTIVE member with the ability CAN_RECEIVE_RESULTS.`);

export const receiverWithoutBucket = (name: string, account: string): ServiceError =>
  configuration(name, `Account ${account} has not said where its results go: its membership has no defaultResultConfiguration.`);

export const noOutput = (): ServiceError =>
  configuration(OUTPUT, 'Say where the result goes: this membership has no default for it.');

export const badLocation = (name: string, message: string): ServiceError => configuration(name, message);

export const tooManyQueries = (name: string, limit: number): ServiceError => quota(`${name}: ${limit}. Wait until one of them ends.`, name, limit);

/** The model has no resource type for queries: what is named is where it would be. */
export const noQuery = (membershipId: string, id: string): ServiceError =>
  notFound(`This membership has no protected query ${id}.`, membershipId, 'MEMBERSHIP');

export const queryEnded = (id: string, status: string): ServiceError =>
  conflict(`Protected query ${id} is ${status}; only one that has not ended can be cancelled.`, 'INVALID_STATE', { resourceId: id });

export const requestsUnreadable = (file: string, line: number): ParleyError =>
  inputError('QUERY_REQUESTS_UNREADABLE', { file, line, message: 'This is no record of a protected query that was asked for.', repair: 'put the file back from a backup' });
