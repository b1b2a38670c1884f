// What a plan can get wrong once the file has its shape.
import { nearName } from '@parley/contract';
import { type ParleyError, type Place, type Problem, refusal } from '@parley/errors';

const didYouMean = (name: string, known: readonly string[], otherwise: string): string => {
  const near = nearName(name, known);
  return near ? `did you mean \`${near}\`?` : otherwise;
};

const listed = (names: readonly string[]): string => (names.length > 0 ? names.join(', ') : 'none');

export const unknownTable = (place: Place, table: string, known: readonly string[]): Problem => ({
  ...place,
  code: 'PLAN_UNKNOWN_TABLE',
  message: `the owner has no table \`${table}\``,
  repair: didYouMean(table, known, `its tables are ${listed(known)}`),
});

export const unknownColumn = (place: Place, table: string, column: string, known: readonly string[]): Problem => ({
  ...place,
  code: 'PLAN_UNKNOWN_COLUMN',
  message: `table ${table} has no column \`${column}\``,
  repair: didYouMean(column, known, `its columns are ${listed(known)}`),
});

export const wrongRole = (place: Place, column: string, role: string, found: string | undefined): Problem => ({
  ...place,
  code: 'PLAN_COLUMN_ROLE',
  message: `\`${column}\` must have role ${role}; it has ${found ?? 'none'}`,
  repair: `write \`role: ${role}\` for it in owner/party.yaml, or name another column`,
});

export const roleLacking = (place: Place, table: string, role: string, why: string): Problem => ({
  ...place,
  code: 'PLAN_COLUMN_ROLE',
  message: `table ${table} has no column with role ${role}: ${why}`,
  repair: `give a column of ${table} \`role: ${role}\` in owner/party.yaml`,
});

export const featureTwice = (place: Place, column: string): Problem => ({
  ...place,
  code: 'PLAN_FEATURE_TWICE',
  message: `\`${column}\` is named twice`,
  repair: 'remove one',
});

export const knownTooLate = (place: Place, column: string): Problem => ({
  ...place,
  code: 'PLAN_FEATURE_KNOWN_TOO_LATE',
  message: `\`${column}\` is known only with the outcome: a model that sees it has seen the answer`,
  repair: 'remove it from the features; if it is known earlier, correct its `knownAt` in party.yaml',
});

export const isTheDate = (place: Place, column: string): Problem => ({
  ...place,
  code: 'PLAN_FEATURE_IS_THE_DATE',
  message: `\`${column}\` says when a row was made, not who it is about: it would learn the calendar`,
  repair: 'remove it from the features; to split by time, name it as `evaluation.split.order`',
});

export const roleIsNoFeature = (place: Place, column: string, role: string): Problem => ({
  ...place,
  code: 'PLAN_FEATURE_ROLE',
  message: `\`${column}\` has role ${role} and can't be a feature`,
  repair: 'remove it from the features',
});

export const unknownPartner = (place: Place, partner: string, known: readonly string[]): Problem => ({
  ...place,
  code: 'PLAN_UNKNOWN_PARTNER',
  message: `the contract has no partner \`${partner}\``,
  repair: didYouMean(partner, known, `its partners are ${listed(known)}`),
});

export const unknownPartnerColumn = (place: Place, partner: string, column: string, known: readonly string[]): Problem => ({
  ...place,
  code: 'PLAN_UNKNOWN_COLUMN',
  message: `${partner} has no column \`${column}\``,
  repair: didYouMean(column, known, `its columns are ${listed(known)}`),
});

export const neverReleased = (place: Place, partner: string, column: string): Problem => ({
  ...place,
  code: 'PLAN_FEATURE_NOT_RELEASED',
  message: `\`${column}\` is in no LIST rule's listColumns of ${partner}: it can never come out of the clean room`,
  repair: `remove it from the features, or ask ${partner} to add it to listColumns`,
});

export const noMatchAnalysis = (place: Place, partner: string): Problem => ({
  ...place,
  code: 'PLAN_PARTNER_NOT_QUERIED',
  message: `no analysis with ${partner} is of kind match, so none of its columns come back`,
  repair: 'add a `kind: match` analysis in owner/collaboration.yaml, or remove the partner from the features',
});

export const notSelected = (place: Place, column: string, sql: string): Problem => ({
  ...place,
  code: 'PLAN_FEATURE_NOT_QUERIED',
  message: `owner/${sql} does not select \`${column}\``,
  repair: 'select it there (every match analysis with a partner returns all its features), or remove it from the features',
});

export const notEvents = (place: Place, table: string): Problem => ({
  ...place,
  code: 'PLAN_NOT_EVENTS',
  message: `table ${table} holds no events`,
  repair: 'name a table whose source has `format: pinpoint-events`',
});

export const unknownEventType = (place: Place, table: string, type: string, known: readonly string[]): Problem => ({
  ...place,
  code: 'PLAN_UNKNOWN_EVENT_TYPE',
  message: `table ${table} holds no event of type \`${type}\``,
  repair: didYouMean(type, known, `its types are ${listed(known)}; one that is missing goes into its source in owner/party.yaml`),
});

export const typesUnsaid = (place: Place, table: string, type: string): Problem => ({
  ...place,
  code: 'PLAN_EVENT_TYPES_UNSAID',
  message: `nothing says which types of event table ${table} holds, so \`${type}\` can't be checked`,
  repair: `write \`types: [${type}, …]\` into its source in owner/party.yaml`,
});

export const nameTwice = (place: Place, what: string, name: string): Problem => ({
  ...place,
  code: 'PLAN_NAME_TWICE',
  message: `two ${what}s are called \`${name}\``,
  repair: 'rename one',
});

export const unknownSegment = (place: Place, segment: string, known: readonly string[]): Problem => ({
  ...place,
  code: 'PLAN_UNKNOWN_SEGMENT',
  message: `there is no segment \`${segment}\``,
  repair: didYouMean(segment, known, `the segments are ${listed(known)}`),
});

export const templateMissing = (place: Place, template: string, why: string): Problem => ({
  ...place,
  code: 'PLAN_TEMPLATE_MISSING',
  message: `the template owner/${template} can't be used: ${why}`,
  repair: 'write the file, or correct its path (it is relative to owner/)',
});

export const templateSyntax = (place: Partial<Place>, why: string): Problem => ({
  ...place,
  code: 'PLAN_TEMPLATE_SYNTAX',
  message: `the template is not valid Handlebars: ${why}`,
  repair: 'close every {{…}} and every {{#block}}',
});

export const templateUse = (place: Partial<Place>, message: string, repair: string): Problem => ({ ...place, code: 'PLAN_TEMPLATE_USE', message, repair });

export const missingWayOut = (place: Partial<Place>, part: string): Problem => ({
  ...place,
  code: 'PLAN_TEMPLATE_UNSUBSCRIBE',
  message: `${part}: the message has no way to unsubscribe`,
  repair: 'add <a href="{{unsubscribeUrl}}">Unsubscribe</a>',
});

export const unknownZone = (place: Place, zone: string, known: readonly string[]): Problem => ({
  ...place,
  code: 'PLAN_UNKNOWN_ZONE',
  message: `\`${zone}\` is not an IANA time zone`,
  repair: didYouMean(zone, known, 'write a name such as America/New_York or Europe/Berlin'),
});

export const quietNever = (place: Place): Problem => ({
  ...place,
  code: 'PLAN_QUIET_HOURS',
  message: 'the quiet hours begin and end at the same time',
  repair: "write the hours in which nothing is sent, such as from: '21:00', to: '08:00'",
});

export const inboxLacking = (place: Place, campaign: string): Problem => ({
  ...place,
  code: 'PLAN_INBOX_LACKING',
  message: `campaign ${campaign} writes inside the app, and the plan has no \`inbox\` that people could read it in`,
  repair: "say whose tokens the inbox takes, such as inbox: { issuer: 'https://id.example.com', audience: [app] }",
});

export const channelRetired = (place: Place, channel: string, successor: string): Problem => ({
  ...place,
  code: 'PLAN_CHANNEL_RETIRED',
  message: `channel \`${channel}\` belongs to Amazon Pinpoint, whose engagement features ended on 30 October 2026`,
  repair: successor,
});

export const channelUnknown = (place: Place, channel: string, known: readonly string[]): Problem => ({
  ...place,
  code: 'PLAN_CHANNEL_UNKNOWN',
  message: `\`${channel}\` is not a channel`,
  repair: didYouMean(channel, known, `write one of: ${listed(known)}`),
});

export const pinpointOperationRetired = (operation: string, instead: string): ParleyError =>
  refusal('PINPOINT_OPERATION_RETIRED', {
    message: `Pinpoint's ${operation} acts on engagement features that ended on 30 October 2026`,
    repair: instead,
  });

export const pinpointOperationUnknown = (operation: string): ParleyError =>
  refusal('PINPOINT_OPERATION_UNKNOWN', {
    message: `Pinpoint has no operation ${operation} that Parley knows`,
    repair: 'of Pinpoint only pushes to addresses (SendMessages), their channels and apps, one-time passwords and number validation are left',
  });
