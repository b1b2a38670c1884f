import type { AnalysisRequest, AnalysisTemplate, TemplateRequest } from '@parley/analysis-rules';
import { roomTables } from '@parley/clean-room';
import type { Contract, Party } from '@parley/contract';
import { inputError } from '@parley/errors';
import { namedParty, partiesOf } from './choose-party';
import { parameterUnreadable } from './explain-errors';

export interface Asker {
  as: string;
  collaboration?: string;
}

export interface TemplateOptions {
  /** Each `name=value` or `name:TYPE=value`. */
  param?: readonly string[];
  /** Who wrote the template; the runner unless told. */
  author?: string;
  arn?: string;
}

/** What the rules judge when this party runs this text and receives the result; of a template, with `template`. */
export function explainRequest(contract: Contract, { as, collaboration }: Asker, text: string, template?: TemplateOptions): AnalysisRequest | TemplateRequest {
  const parties = partiesOf(contract);
  const runner = namedParty(parties, as, '--as');
  const partner = runner.role === 'partner' ? runner : theirPartner(contract, collaboration);
  if (collaboration !== undefined && collaboration !== partner.id) throw notIn(runner.id, collaboration, partner.id);
  const about = { runner: runner.account, receivers: [runner.account], tables: roomTables(contract, partner.id) };
  if (!template) return { ...about, sql: text };
  const author = template.author === undefined ? runner : namedParty(parties, template.author, '--author');
  return { ...about, template: templateOf(text, author, template) };
}

/** A rule that names templates by ARN allows this one only under the ARN that is given. */
function templateOf(text: string, author: Party, { param = [], arn = `arn:aws:cleanrooms:us-east-1:${author.account}:membership/not-created/analysistemplate/not-created` }: TemplateOptions): AnalysisTemplate {
  const read = param.map(readParameter);
  const problems = read.flatMap((one) => ('unreadable' in one ? [parameterUnreadable(one.unreadable)] : []));
  if (problems.length > 0) throw inputError('PARAMETER_UNREADABLE', problems);
  const given = read.flatMap((one) => ('unreadable' in one ? [] : [one]));
  return {
    arn,
    creator: author.account,
    text,
    parameters: given.map(({ name, type }) => ({ name, type })),
    values: Object.fromEntries(given.map(({ name, value }) => [name, value])),
  };
}

function readParameter(text: string): { name: string; type: string; value: string } | { unreadable: string } {
  const [, name, type = 'VARCHAR', value] = /^([A-Za-z_]\w*)(?::([A-Za-z_]+))?=([^]*)$/.exec(text) ?? [];
  return name === undefined || value === undefined ? { unreadable: text } : { name, type: type.toUpperCase(), value };
}

function theirPartner({ partners }: Contract, collaboration: string | undefined): Party {
  if (collaboration !== undefined) return namedParty(partners, collaboration, '--collaboration');
  const [only, ...others] = partners;
  if (only && others.length === 0) return only;
  const names = partners.map(({ id }) => id).join(', ');
  throw inputError('COLLABORATION_NOT_CHOSEN', {
    message: 'The owner has a collaboration with each of several partners.',
    repair: `add --collaboration with one of: ${names}`,
  });
}

const notIn = (runner: string, collaboration: string, own: string) =>
  inputError('COLLABORATION_NOT_THEIRS', {
    message: `${runner} is not in the collaboration with ${collaboration}.`,
    repair: `leave --collaboration out, or write ${own}`,
  });
