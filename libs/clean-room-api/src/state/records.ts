// What the state holds: one record a resource. `kept` is what its owner sent and reads back, members that the service's
// model doesn't know among it. Times are milliseconds since the epoch.
import type {
  AnalysisMethod,
  AnalyticsEngine,
  CollaborationQueryLogStatus,
  ConfiguredTableAnalysisRuleType,
  MemberAbility,
  MemberStatus,
  MembershipPaymentConfiguration,
  MembershipProtectedQueryResultConfiguration,
  MembershipQueryLogStatus,
  MembershipStatus,
  MLMemberAbilities,
  ParameterType,
  PrivacyBudgetTemplateAutoRefresh,
  SelectedAnalysisMethod,
} from '@aws-sdk/client-cleanrooms';
import type { BudgetParameter } from '@parley/contract';
import type { Members } from '../operation';

interface Timed {
  readonly createTime: number;
  readonly updateTime: number;
}

interface Resource extends Timed {
  readonly id: string;
  readonly arn: string;
  /** The account that owns it. */
  readonly account: string;
}

export type RuleType = ConfiguredTableAnalysisRuleType;

export interface CollaborationRecord extends Resource {
  readonly name: string;
  readonly description: string;
  readonly creatorDisplayName: string;
  readonly queryLogStatus: CollaborationQueryLogStatus;
  readonly analyticsEngine: AnalyticsEngine;
  /** Deleted, and kept only because memberships still tell its name. */
  readonly deleted?: true;
  readonly kept: Members;
}

/** Id: `collaborationId/account`. */
export interface MemberRecord extends Timed {
  readonly collaborationId: string;
  readonly account: string;
  readonly displayName: string;
  readonly abilities: readonly MemberAbility[];
  readonly mlAbilities?: MLMemberAbilities;
  readonly status: MemberStatus;
  /** Who pays: `queryCompute.isResponsible` is always there, and true for one member. */
  readonly paymentConfiguration: { readonly queryCompute: { readonly isResponsible: boolean } } & Members;
  readonly membershipId?: string;
}

export interface MembershipRecord extends Resource {
  readonly collaborationId: string;
  readonly status: MembershipStatus;
  readonly abilities: readonly MemberAbility[];
  readonly mlAbilities?: MLMemberAbilities;
  readonly queryLogStatus: MembershipQueryLogStatus;
  /** Where results of this member go unless a query says. */
  readonly defaultResultConfiguration?: MembershipProtectedQueryResultConfiguration;
  readonly paymentConfiguration: MembershipPaymentConfiguration;
  readonly kept: Members;
}

export interface ConfiguredTableRecord extends Resource {
  readonly name: string;
  readonly tableReference: TableSource;
  readonly description?: string;
  readonly allowedColumns: readonly string[];
  readonly analysisMethod: AnalysisMethod;
  readonly selectedAnalysisMethods?: SelectedAnalysisMethod[];
  readonly kept: Members;
}

/** AWS's union has Athena and Snowflake too; here there is Glue. */
export interface TableSource {
  readonly glue: { readonly databaseName: string; readonly tableName: string };
}

/** Id: the configured table's. A table has one rule at most. */
export interface TableRuleRecord extends Timed {
  readonly type: RuleType;
  /** As it was sent: `v1` and below it one rule. */
  readonly policy: Policy;
}

export interface Policy {
  readonly v1: Readonly<Record<string, Members>>;
}

export interface AssociationRecord extends Resource {
  readonly membershipId: string;
  readonly collaborationId: string;
  readonly configuredTableId: string;
  /** The relation's name in SQL: lower case, one of its kind in the collaboration. */
  readonly name: string;
  readonly roleArn: string;
  readonly description?: string;
  readonly kept: Members;
}

/** Id: the association's. */
export type AssociationRuleRecord = TableRuleRecord;

export interface TemplateRecord extends Resource {
  readonly membershipId: string;
  readonly collaborationId: string;
  readonly name: string;
  readonly description?: string;
  readonly text: string;
  readonly parameters: readonly { readonly name: string; readonly type: ParameterType; readonly defaultValue?: string }[];
  /** Names of the relations that its text reads. */
  readonly referencedTables: readonly string[];
  readonly kept: Members;
}

/** An access budget: differential privacy is refused. */
export interface BudgetTemplateRecord extends Resource {
  readonly membershipId: string;
  readonly collaborationId: string;
  readonly associationId: string;
  readonly autoRefresh: PrivacyBudgetTemplateAutoRefresh;
  readonly budgetParameters: readonly BudgetParameter[];
  readonly kept: Members;
}

/** Id: the resource's ARN. */
export type TagsRecord = Readonly<Record<string, string>>;

/** An event that happened with its change, and is not in the event log yet. Id: its key. */
export interface UntoldEventRecord {
  readonly detailType: string;
  readonly account: string;
  readonly resources: readonly string[];
  readonly detail: Members;
  readonly time: number;
}

/** The collections of the state, each with its record. */
export interface Collections {
  collaborations: CollaborationRecord;
  members: MemberRecord;
  memberships: MembershipRecord;
  configuredTables: ConfiguredTableRecord;
  tableRules: TableRuleRecord;
  associations: AssociationRecord;
  associationRules: AssociationRuleRecord;
  templates: TemplateRecord;
  budgetTemplates: BudgetTemplateRecord;
  tags: TagsRecord;
  untoldEvents: UntoldEventRecord;
  /** Id: `pages`; the secret that page tokens are sealed with. */
  secrets: { readonly key: string };
}

export type CollectionName = keyof Collections;
