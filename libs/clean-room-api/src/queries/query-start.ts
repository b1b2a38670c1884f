import type { StartProtectedQueryInput } from '@aws-sdk/client-cleanrooms';
import type { StartQuery } from '@parley/clean-room-client';
import { memberOf } from '../operations/access/visible-collaboration';
import { ownMembership } from '../operations/access/own-membership';
import type { Checked, ServiceCall } from '../operations/service-operation';
import type { MembershipRecord } from '../state/records';
import type { State } from '../state/state';
import { cannotQuery, noPayer, oneAnalysis, parametersWithoutTemplate, payerAbsent } from './errors';
import type { QueryRequest } from './query-request';
import { resultPlan } from './result-plan';
import { payerOf } from './room-of';

/** A query that may start, as far as roles and settings go; the rules are yet to judge it. */
export interface QueryStart {
  request: QueryRequest;
  query: StartQuery;
  region: string;
}

/** Checks who asks, who pays, what runs and who receives. Throws ServiceError. */
export function queryStart(input: Checked<StartProtectedQueryInput>, call: ServiceCall): QueryStart {
  const { state, ids, clock } = call.service;
  const membership = ownMembership(call, input.membershipIdentifier);
  mayQuery(state, membership);
  const analysis = analysisOf(input.sqlParameters);
  const { locations, ...result } = resultPlan(state, membership, input.resultConfiguration);
  const [first, ...copies] = locations;
  const request: QueryRequest = {
    id: ids(),
    membershipId: membership.id,
    account: membership.account,
    createTime: clock().getTime(),
    sqlParameters: { ...input.sqlParameters },
    ...result,
    ...(input.computeConfiguration && { computeConfiguration: { ...input.computeConfiguration } }),
  };
  const query: StartQuery = { membershipId: membership.id, ...analysis, result: first, ...(copies.length > 0 && { copies }) };
  return { request, query, region: call.caller.region };
}

/** Queries run only once the payer has joined too (clean-rooms-semantics.md 1.2). */
function mayQuery(state: State, { id, account, collaborationId, status }: MembershipRecord): void {
  const member = memberOf(state, collaborationId, account);
  if (status !== 'ACTIVE' || member?.status !== 'ACTIVE' || !member.abilities.includes('CAN_QUERY')) throw cannotQuery(id);
  const payer = payerOf(state, collaborationId);
  if (!payer) throw noPayer();
  if (payer.status !== 'ACTIVE') throw payerAbsent(payer.account);
}

type Analysis = { sql: string; analysisTemplate?: undefined } | { sql?: undefined; analysisTemplate: { arn: string; parameters?: Record<string, string> } };

function analysisOf({ queryString, analysisTemplateArn, parameters }: Partial<Checked<StartProtectedQueryInput>['sqlParameters']>): Analysis {
  if (queryString !== undefined && analysisTemplateArn === undefined) {
    if (parameters !== undefined) throw parametersWithoutTemplate();
    return { sql: queryString };
  }
  if (analysisTemplateArn === undefined || queryString !== undefined) throw oneAnalysis();
  return { analysisTemplate: { arn: analysisTemplateArn, ...(parameters && { parameters: { ...parameters } }) } };
}
