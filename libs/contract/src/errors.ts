// What a contract can get wrong once its files have their shape.
import type { Place, Problem } from '@parley/errors';
import { AWS_QUOTAS } from './aws-quotas';
import { nearName } from './near-name';

const didYouMean = (name: string, known: Iterable<string>, otherwise: string): string => {
  const near = nearName(name, known);
  return near ? `did you mean \`${near}\`?` : otherwise;
};

const listed = (names: readonly string[]): string => (names.length > 0 ? names.join(', ') : 'none');

// --- the folder ---

export const directoryMissing = (directory: string): Problem => ({
  code: 'CONTRACT_DIRECTORY_MISSING',
  message: `${directory} is not a folder`,
  repair: 'name the folder that holds owner/ and the partners (--contract DIR)',
});

export const noParties = (directory: string): Problem => ({
  code: 'CONTRACT_EMPTY',
  message: `no folder in ${directory} holds a party.yaml`,
  repair: 'make owner/party.yaml and one folder with a party.yaml for each partner',
});

export const partyFolderGiven = (directory: string): Problem => ({
  code: 'CONTRACT_EMPTY',
  message: `${directory} is the folder of one party, not of a contract`,
  repair: 'name the folder above it',
});

export const ownerMissing = (): Problem => ({
  file: 'owner/party.yaml',
  code: 'CONTRACT_NO_OWNER',
  message: 'the contract has no owner',
  repair: 'create owner/party.yaml; the owner’s folder is always called owner',
});

export const noPartners = (place: Place): Problem => ({
  ...place,
  code: 'CONTRACT_NO_PARTNERS',
  message: 'the contract has no partner',
  repair: 'add a folder with a party.yaml for a partner, and name it under `partners:` in owner/collaboration.yaml',
});

export const badFolderName = (file: string, folder: string): Problem => ({
  file,
  code: 'CONTRACT_FOLDER_NAME',
  message: `the folder name \`${folder}\` can't name a party`,
  repair: 'use at most 40 lower case letters, digits and -, starting with a letter',
});

// --- columns ---

export const duplicateColumn = (place: Place, table: string, column: string): Problem => ({
  ...place,
  code: 'CONTRACT_DUPLICATE_COLUMN',
  message: `table ${table} has two columns called \`${column}\``,
  repair: 'rename one, and say which header it comes from with `from:`',
});

export const reservedColumn = (place: Place, column: string): Problem => ({
  ...place,
  code: 'CONTRACT_RESERVED_NAME',
  message: `\`${column}\` is a name that Parley gives itself`,
  repair: `call it otherwise and write \`from: ${column}\`; for identifiers, declare the raw column with role email or phone`,
});

export const roleTwice = (place: Place, table: string, role: string, first: string): Problem => ({
  ...place,
  code: 'CONTRACT_ROLE_TWICE',
  message: `table ${table} has a second column with role ${role}; the first is \`${first}\``,
  repair: `keep role ${role} on one of them`,
});

// --- allowed columns ---

export const unknownColumn = (place: Place, table: string, column: string, known: readonly string[]): Problem => ({
  ...place,
  code: 'CONTRACT_UNKNOWN_COLUMN',
  message: `table ${table} has no column \`${column}\``,
  repair: didYouMean(column, known, `its columns are ${listed(known)}`),
});

export const hashedWithoutRole = (place: Place, column: string, role: string): Problem => ({
  ...place,
  code: 'CONTRACT_UNKNOWN_COLUMN',
  message: `\`${column}\` exists only where a column has role ${role}`,
  repair: `give the ${role} column \`role: ${role}\`, or drop \`${column}\``,
});

export const identifierExposed = (place: Place, column: string, why: string, instead: string): Problem => ({
  ...place,
  code: 'CONTRACT_DIRECT_IDENTIFIER',
  message: `\`${column}\` can't enter a clean room: ${why}`,
  repair: instead,
});

export const duplicateName = (place: Place, field: string, name: string): Problem => ({
  ...place,
  code: 'CONTRACT_DUPLICATE_NAME',
  message: `${field} names \`${name}\` twice`,
  repair: 'remove one',
});

export const tooManyAllowed = (place: Place, count: number): Problem => ({
  ...place,
  code: 'CONTRACT_QUOTA',
  message: `allowedColumns has ${count} columns; AWS allows ${AWS_QUOTAS.allowedColumnsPerTable} a table`,
  repair: 'expose fewer columns, or split the table',
});

// --- rules ---

export const ruleTypeMismatch = (place: Place, type: string, found: string): Problem => ({
  ...place,
  code: 'CONTRACT_RULE_TYPE_MISMATCH',
  message: `analysisRuleType is ${type}, but the policy holds \`${found}\``,
  repair: `write the policy under \`v1: ${type.toLowerCase()}:\`, or change analysisRuleType`,
});

export const foreignRuleField = (place: Place, field: string, home: string, type: string): Problem => ({
  ...place,
  code: 'CONTRACT_RULE_FIELDS_MIXED',
  message: `\`${field}\` belongs to ${home} rules; this rule is ${type}`,
  repair: `remove it, or make the rule ${home}`,
});

export const ruleFieldNotEnforced = (place: Place, field: string): Problem => ({
  ...place,
  code: 'CONTRACT_NOT_SUPPORTED',
  message: `Parley does not enforce \`${field}\` yet, and a rule that is not enforced must not look as if it were`,
  repair: 'use aggregationThresholds (AWS permits only one of the two), or an AGGREGATION or LIST rule',
});

export const idMappingRule = (place: Place): Problem => ({
  ...place,
  code: 'CONTRACT_NOT_SUPPORTED',
  message: 'ID_MAPPING_TABLE rules are made by AWS for its own ID mapping tables, which Parley does not have',
  repair: 'write an AGGREGATION, LIST or CUSTOM rule; match people by hashed_email or hashed_phone',
});

export const identityNotText = (place: Place, column: string, type: string): Problem => ({
  ...place,
  code: 'CONTRACT_IDENTITY_TYPE',
  message: `identityColumns takes a string column, but \`${column}\` is ${type}`,
  repair: 'count a hashed identifier, such as hashed_email',
});

export const thresholdTwice = (place: Place, column: string): Problem => ({
  ...place,
  code: 'CONTRACT_DUPLICATE_NAME',
  message: `outputColumnThresholds names \`${column}\` twice`,
  repair: 'remove one',
});

export const columnNotAllowed = (place: Place, field: string, column: string, allowed: readonly string[]): Problem => ({
  ...place,
  code: 'CONTRACT_COLUMN_NOT_ALLOWED',
  message: `${field} names \`${column}\`, which is not in allowedColumns`,
  repair: didYouMean(column, allowed, `add it to allowedColumns, or drop it here`),
});

export const overlap = (place: Place, field: string, other: string, column: string): Problem => ({
  ...place,
  code: 'CONTRACT_RULE_OVERLAP',
  message: `\`${column}\` is in ${field} and in ${other}; AWS permits a column in only one of the two`,
  repair: `keep \`${column}\` in one of them`,
});

export const joinRequiredWithoutColumns = (place: Place): Problem => ({
  ...place,
  code: 'CONTRACT_JOIN_IMPOSSIBLE',
  message: 'joinRequired asks for a join, but joinColumns is empty: the table could never be queried',
  repair: 'name the columns to join on (such as hashed_email), or remove joinRequired',
});

export const notANumber = (place: Place, fn: string, column: string, type: string): Problem => ({
  ...place,
  code: 'CONTRACT_AGGREGATE_TYPE',
  message: `${fn} needs numbers, but \`${column}\` is ${type}`,
  repair: 'use COUNT or COUNT_DISTINCT, or correct the type of the column',
});

export const providersMissing = (place: Place): Problem => ({
  ...place,
  code: 'CONTRACT_PROVIDERS_MISSING',
  message: 'ANY_QUERY needs allowedAnalysisProviders: without it nobody could query the table',
  repair: 'name the accounts whose queries may run',
});

export const modesMixed = (place: Place, what: string): Problem => ({
  ...place,
  code: 'CONTRACT_CUSTOM_MODES_MIXED',
  message: `a CUSTOM rule lists analysis templates, or permits any query of named accounts; this one mixes them (${what})`,
  repair: 'keep the templates’ ARNs, or keep ANY_QUERY with allowedAnalysisProviders',
});

export const notATemplate = (place: Place, text: string): Problem => ({
  ...place,
  code: 'CONTRACT_NOT_A_TEMPLATE',
  message: `\`${text}\` is neither ANY_QUERY, ANY_JOB nor the ARN of an analysis template`,
  repair: 'write arn:aws:cleanrooms:REGION:ACCOUNT:membership/ID/analysistemplate/ID',
});

export const ruleTooLong = (place: Place, bytes: number): Problem => ({
  ...place,
  code: 'CONTRACT_QUOTA',
  message: `the analysis rule is ${bytes} bytes of JSON; AWS allows ${AWS_QUOTAS.analysisRuleBytes}`,
  repair: 'shorten the lists of the rule',
});

export const ruleHalf = (place: Place, table: string, has: string, lacks: string): Problem => ({
  ...place,
  code: 'CONTRACT_RULE_INCOMPLETE',
  message: `table ${table} has ${has} but no ${lacks}`,
  repair: `add ${lacks}, or remove ${has}: a table enters a clean room with all three or not at all`,
});

export const noReceivers = (place: Place): Problem => ({
  ...place,
  code: 'CONTRACT_RECEIVERS',
  message: 'allowedResultReceivers is empty: nobody could receive a result',
  repair: 'name the account of the owner',
});

export const receiversNotPermitted = (place: Place): Problem => ({
  ...place,
  code: 'CONTRACT_RECEIVERS',
  message: 'additionalAnalyses REQUIRED forbids the direct delivery of results, so allowedResultReceivers must be empty',
  repair: 'empty allowedResultReceivers, or write additionalAnalyses: ALLOWED',
});

export const strangerAccount = (place: Place, field: string, account: string, parties: readonly string[]): Problem => ({
  ...place,
  code: 'CONTRACT_STRANGER_ACCOUNT',
  message: `${field} names ${account}, which is no party of this collaboration`,
  repair: didYouMean(account, parties, `the parties are ${parties.join(', ')}`),
});

export const typesOfNoEvents = (place: Place, table: string): Problem => ({
  ...place,
  code: 'CONTRACT_TYPES_OF_NO_EVENTS',
  message: `table ${table} holds no events, so it has no types of them`,
  repair: 'remove types, or write format: pinpoint-events',
});

// --- access budgets ---

export const existingOutsideRoom = (place: Place, table: string): Problem => ({
  ...place,
  code: 'CONTRACT_EXISTING_OUTSIDE',
  message: `table ${table} says where it exists but never enters a clean room`,
  repair: 'give it allowedColumns and its rules, or remove existing',
});

export const existingOfOwner = (place: Place, table: string): Problem => ({
  ...place,
  code: 'CONTRACT_EXISTING_OF_OWNER',
  message: `table ${table} is the owner's, which is hashed anew for each partner`,
  repair: 'remove existing: the owner uploads its source',
});

export const keyOfAnother = (place: Place, account: string, own: string): Problem => ({
  ...place,
  code: 'CONTRACT_KEY_OF_ANOTHER',
  message: `the key is of account ${account}, the party's is ${own}`,
  repair: "name a key of the party's own account, which alone decides who uses it",
});

export const budgetOutsideRoom = (place: Place, table: string): Problem => ({
  ...place,
  code: 'CONTRACT_BUDGET_OUTSIDE',
  message: `table ${table} has an accessBudget but never enters a clean room`,
  repair: 'give it allowedColumns and its rules, or remove accessBudget',
});

export const budgetPeriods = (place: Place, type: string): Problem => ({
  ...place,
  code: 'CONTRACT_BUDGET_PERIODS',
  message: `${type} is one too many: an access budget has at most one period and one LIFETIME`,
  repair: 'remove it',
});

export const lifetimeRefresh = (place: Place): Problem => ({
  ...place,
  code: 'CONTRACT_BUDGET_REFRESH',
  message: 'a LIFETIME budget is never renewed, so it has no autoRefresh',
  repair: 'remove autoRefresh, or give the budget a period such as CALENDAR_MONTH',
});

export const refreshUnsaid = (place: Place, type: string): Problem => ({
  ...place,
  code: 'CONTRACT_BUDGET_REFRESH',
  message: `the ${type} budget does not say whether it is renewed`,
  repair: 'add autoRefresh: ENABLED (a new budget each period) or DISABLED (none until its owner edits it)',
});

// --- analysis templates ---

export const templateRegion = (place: Place, region: string, expected: string): Problem => ({
  ...place,
  code: 'CONTRACT_TEMPLATE_REGION',
  message: `the template is in ${region}, the collaboration in ${expected}: a template runs only in the collaboration it was created in`,
  repair: `name a template in ${expected}`,
});

export const templateTwice = (place: Place, other: string): Problem => ({
  ...place,
  code: 'CONTRACT_TEMPLATE_TWICE',
  message: `the analysis ${other} gives this template another text or other parameters; a template's never change`,
  repair: 'create a second template, and name its ARN',
});

// --- parties together ---

export const unknownCountry = (place: Place, country: string): Problem => ({
  ...place,
  code: 'CONTRACT_COUNTRY',
  message: `\`${country}\` is not a country that has phone numbers`,
  repair: country === 'UK' ? 'did you mean `GB`?' : 'write the ISO 3166-1 code, such as US, GB or DE',
});

export const accountTwice = (place: Place, account: string, other: string): Problem => ({
  ...place,
  code: 'CONTRACT_ACCOUNT_TWICE',
  message: `account ${account} is also the account of ${other}`,
  repair: 'each party has an account of its own: correct one of them',
});

export const partyNameTwice = (place: Place, name: string, other: string): Problem => ({
  ...place,
  code: 'CONTRACT_PARTY_NAME_TWICE',
  message: `${other} is called ${name} too`,
  repair: 'give each party its own name: members, reports and messages go by it',
});

export const tableTwice = (place: Place, table: string, other: string): Problem => ({
  ...place,
  code: 'CONTRACT_TABLE_TWICE',
  message: `table \`${table}\` is also a table of ${other}, in the same collaboration`,
  repair: 'rename one of them',
});

// --- collaboration.yaml ---

export const unknownPartner = (place: Place, partner: string, folders: readonly string[]): Problem => ({
  ...place,
  code: 'CONTRACT_UNKNOWN_PARTNER',
  message: `there is no folder ${partner}/ with a party.yaml`,
  repair: didYouMean(partner, folders, `create ${partner}/party.yaml, or remove the entry (partners here: ${listed(folders)})`),
});

export const partnerWithoutTerms = (place: Place, partner: string): Problem => ({
  ...place,
  code: 'CONTRACT_PARTNER_WITHOUT_TERMS',
  message: `the folder ${partner}/ holds a party, but \`partners\` has no entry for it`,
  repair: `add \`${partner}:\` with a description and its analyses, or move the folder away`,
});

export const analysisTwice = (place: Place, name: string, other: string): Problem => ({
  ...place,
  code: 'CONTRACT_ANALYSIS_TWICE',
  message: `an analysis with ${other} is already called \`${name}\``,
  repair: 'rename one: results are told apart by the name of the analysis',
});

export const sqlMissing = (place: Place, sql: string, why: string): Problem => ({
  ...place,
  code: 'CONTRACT_SQL_MISSING',
  message: `the SQL file owner/${sql} can't be used: ${why}`,
  repair: 'write the file, or correct its path (it is relative to owner/)',
});

export const sqlTooLong = (place: Place, sql: string, characters: number): Problem => ({
  ...place,
  code: 'CONTRACT_QUOTA',
  message: `owner/${sql} has ${characters} characters; AWS allows ${AWS_QUOTAS.queryTextCharacters}`,
  repair: 'shorten the query',
});
