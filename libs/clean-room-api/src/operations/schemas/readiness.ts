import type { AnalysisType, SchemaStatusDetail, SchemaStatusReason, SchemaStatusReasonCode } from '@aws-sdk/client-cleanrooms';
import type { Members } from '../../operation';
import type { AssociationRecord } from '../../state/records';
import type { State } from '../../state/state';
import { memberOf } from '../access/visible-collaboration';
import { policyBody } from '../table-rules/policy-body';
import texts from './readiness.json';

type Code = keyof typeof texts.reasons & SchemaStatusReasonCode;

/**
 * Whether a table can be queried, or fed to an additional analysis, and everything it still lacks for it
 * (clean-rooms-semantics.md 1.5). Additional analyses are spoken of where the table's rule wants them.
 */
export function readiness(state: State, association: AssociationRecord): SchemaStatusDetail[] {
  const rule = state.get('tableRules', association.configuredTableId);
  if (!rule) return [detail('DIRECT_ANALYSIS', undefined, ['ANALYSIS_RULE_MISSING'])];
  const body = policyBody(rule.policy);
  const own = state.get('associationRules', association.id);
  const common = [...customReasons(body), ...collaborationReasons(rule.type, own?.type)];
  const limits = own ? policyBody(own.policy) : undefined;
  const direct = detail('DIRECT_ANALYSIS', rule.type, [...common, ...receiverReasons(state, association, body, limits)]);
  const withPrivacy = body.differentialPrivacy === undefined ? direct : { ...direct, configurations: ['DIFFERENTIAL_PRIVACY' as const] };
  const wanted = body.additionalAnalyses === 'ALLOWED' || body.additionalAnalyses === 'REQUIRED';
  const listed = listIn(limits, 'allowedAdditionalAnalyses').length > 0;
  const additional: Code[] = listed ? common : [...common, 'ADDITIONAL_ANALYSES_NOT_CONFIGURED'];
  if (wanted) return [withPrivacy, detail('ADDITIONAL_ANALYSIS', rule.type, additional)];
  return listed ? [withPrivacy, detail('ADDITIONAL_ANALYSIS', rule.type, [...common, 'ADDITIONAL_ANALYSES_NOT_ALLOWED'])] : [withPrivacy];
}

function detail(analysisType: AnalysisType, analysisRuleType: SchemaStatusDetail['analysisRuleType'], codes: readonly Code[]): SchemaStatusDetail {
  const reasons = codes.map((code): SchemaStatusReason => ({ code, message: texts.reasons[code] }));
  return { analysisType, analysisRuleType, status: reasons.length > 0 ? 'NOT_READY' : 'READY', reasons };
}

/** What a CUSTOM rule itself lacks; the other types have none of these members. */
function customReasons(body: Members): Code[] {
  if (!('allowedAnalyses' in body)) return [];
  const analyses = listIn(body, 'allowedAnalyses');
  const anything = analyses.includes('ANY_QUERY') || analyses.includes('ANY_JOB');
  return [
    ...(analyses.length === 0 ? (['ANALYSIS_TEMPLATES_NOT_CONFIGURED'] as const) : []),
    ...(anything && listIn(body, 'allowedAnalysisProviders').length === 0 ? (['ANALYSIS_PROVIDERS_NOT_CONFIGURED'] as const) : []),
    // No differential privacy policy can be made here: such a table is never ready.
    ...(body.differentialPrivacy === undefined ? [] : (['DIFFERENTIAL_PRIVACY_POLICY_NOT_CONFIGURED'] as const)),
  ];
}

function collaborationReasons(type: string, own: string | undefined): Code[] {
  if (own === undefined) return ['COLLABORATION_ANALYSIS_RULE_NOT_CONFIGURED'];
  return own === type ? [] : ['ANALYSIS_RULE_TYPES_NOT_COMPATIBLE'];
}

function receiverReasons(state: State, { collaborationId }: AssociationRecord, body: Members, limits: Members | undefined): Code[] {
  if (!limits) return [];
  const receivers = listIn(limits, 'allowedResultReceivers');
  if (receivers.length === 0) return ['RESULT_RECEIVERS_NOT_CONFIGURED'];
  const able = receivers.every((account) => memberOf(state, collaborationId, String(account))?.abilities.includes('CAN_RECEIVE_RESULTS'));
  return able && body.additionalAnalyses !== 'REQUIRED' ? [] : ['RESULT_RECEIVERS_NOT_ALLOWED'];
}

function listIn(body: Members | undefined, name: string): readonly unknown[] {
  const value = body?.[name];
  return Array.isArray(value) ? value : [];
}
