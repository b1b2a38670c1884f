import { isOwnKey } from '../plan/own-key';
import { jsonOf } from '../policies/policy-document';
import type { Rule } from '../rule';

const YEAR_DAYS = 365;

/** Logs, alarms, events and budgets: what tells people that something happened. */
export const WATCHING_RULES: readonly Rule[] = [
  {
    id: 'LOG_KEPT',
    like: ['CKV_AWS_66', 'CKV_AWS_338'],
    types: ['aws_cloudwatch_log_group'],
    says: 'a log is kept a year at least, and not for ever',
    repair: 'set retention_in_days = 400',
    holds: (group) => Number(group.value('retention_in_days') ?? 0) >= YEAR_DAYS,
  },
  {
    id: 'LOG_OWN_KEY',
    like: ['CKV_AWS_158'],
    types: ['aws_cloudwatch_log_group'],
    says: "a log is encrypted under a key of its owner's",
    repair: 'set kms_key_id',
    holds: (group, plan) => isOwnKey(group, 'kms_key_id', plan),
  },
  {
    id: 'ALARM_TELLS',
    like: ['CKV_AWS_319'],
    types: ['aws_cloudwatch_metric_alarm'],
    says: 'an alarm tells somebody',
    repair: 'set alarm_actions to a topic, and leave actions_enabled out',
    holds: (alarm) => alarm.value('actions_enabled') !== false && (alarm.list('alarm_actions').length > 0 || alarm.references('alarm_actions').length > 0),
  },
  {
    id: 'EVENTS_FROM_NAMED_SOURCE',
    types: ['aws_cloudwatch_event_rule'],
    says: 'a rule catches events of named sources, or runs by the clock',
    repair: 'name `source` in event_pattern',
    holds: (rule) => rule.has('schedule_expression') || ((jsonOf(rule, 'event_pattern') as { source?: unknown[] } | undefined)?.source ?? []).length > 0,
  },
  {
    id: 'EVENTS_RULE_ON',
    types: ['aws_cloudwatch_event_rule'],
    says: 'a rule is on',
    repair: 'leave state and is_enabled out',
    holds: (rule) => rule.value('state') !== 'DISABLED' && rule.value('is_enabled') !== false,
  },
  {
    id: 'BUDGET_TELLS',
    types: ['aws_budgets_budget'],
    says: 'a budget tells somebody before it is spent',
    repair: 'add a notification with subscriber_email_addresses or subscriber_sns_topic_arns',
    holds: (budget) => budget.list('notification').some((_, at) => ['subscriber_email_addresses', 'subscriber_sns_topic_arns'].some((who) => budget.list(`notification.${at}.${who}`).length > 0 || budget.references(`notification.${at}.${who}`).length > 0)),
  },
];
