import type { Findings } from '../refusals';
import type { SpanFinder } from '../sql/spans';
import type { Token } from './token';
import { CLAUSE_WORDS, REFUSED_WORDS, WORDS_BEFORE_LITERAL } from './words';

const OPERATORS = new Set(['=', '<>', '!=', '<', '<=', '>', '>=', '+', '-', '*', '/', '||']);
/** DuckDB's lexer takes a final sign off these; off others, such as !=-, it does not. */
const OPERATOR_AND_SIGN = /^(?:=|<>|<|<=|>|>=|\+|-|\*|\/)[+-]$/;
const BIGGEST_INTEGER = 9_223_372_036_854_775_807n;

/** One look at a token and its neighbours; adds what can't be accepted. */
type Check = (token: Token, index: number, context: Context) => void;

interface Context {
  tokens: readonly Token[];
  sql: string;
  spans: SpanFinder;
  findings: Findings;
  /** Names that a template declares; a direct query has none. */
  parameters?: ReadonlySet<string>;
}

/** Everything that is decided token by token. */
export function checkTokens(context: Context): void {
  const checks: readonly Check[] = [checkOperator, checkNumber, checkString, checkWord, checkComma, checkMethodCall, checkSemicolon, checkCase];
  context.tokens.forEach((token, index) => {
    for (const check of checks) check(token, index, context);
  });
}

const checkOperator: Check = (token, index, { tokens, spans, findings, parameters }) => {
  if (token.kind !== 'operator' || OPERATORS.has(token.text) || OPERATOR_AND_SIGN.test(token.text)) return;
  const next = tokens[index + 1];
  const span = spans.between(token.start, token.end);
  if (token.text === '?') findings.add('SQL_PARAMETER', { span, name: '?' });
  else if (token.text.endsWith(':') && !token.text.endsWith('::') && next?.kind === 'word' && next.start === token.end) {
    const place = { span: spans.between(token.start, next.end), name: `:${next.text}` };
    const before = token.text.slice(0, -1);
    if (!parameters) findings.add('SQL_PARAMETER', place);
    else if (!parameters.has(next.text)) findings.add('TEMPLATE_PARAMETER_UNDECLARED', place);
    else if (before !== '' && !OPERATORS.has(before)) findings.add('SQL_OPERATOR', { span, name: token.text });
  } else findings.add('SQL_OPERATOR', { span, name: token.text });
};

const checkNumber: Check = (token, _, { sql, spans, findings }) => {
  if (token.kind !== 'number') return;
  const touched = /[\w.`]/.test(sql.charAt(token.start - 1)) || /[\w.`']/.test(sql.charAt(token.end));
  if (touched || !fits(token.text)) {
    findings.add('SQL_NUMBER', { span: spans.between(token.start, token.end), name: token.text });
  }
};

function fits(number: string): boolean {
  if (/^\d+$/.test(number)) return number.length < 20 && BigInt(number) <= BIGGEST_INTEGER;
  if (/e/i.test(number)) return Number.isFinite(Number(number)) && number.length <= 60;
  return number.replace('.', '').length <= 18;
}

const checkString: Check = (token, index, { tokens, sql, spans, findings }) => {
  if (token.kind !== 'string') return;
  const span = spans.between(token.start, token.end);
  const before = tokens[index - 1];
  if (/[\t\r\n]/.test(token.text)) findings.add('SQL_CHARACTER', { span, name: 'tab or line break within a literal' });
  if (/[\w$`]/.test(sql.charAt(token.start - 1))) return findings.add('SQL_LITERAL_PREFIX', { span });
  if (before?.kind === 'string') return findings.add('SQL_LITERAL_ADJACENT', { span });
  if (!mayPrecedeLiteral(tokens, index - 1)) findings.add('SQL_LITERAL_PLACE', { span });
};

/** Operators and words that are refused themselves are not refused a second time for their literal. */
function mayPrecedeLiteral(tokens: readonly Token[], index: number): boolean {
  const before = tokens[index];
  if (before?.kind !== 'word') return before?.kind === 'operator' || before?.text === '(' || before?.text === ',';
  const phrase = tokens.slice(Math.max(0, index - 1), index + 1).map((token) => token.lower).join(' ');
  const distinctFrom = phrase === 'distinct from' && ['is', 'not'].includes(tokens[index - 2]?.lower ?? '');
  return WORDS_BEFORE_LITERAL.has(before.lower) || Object.hasOwn(REFUSED_WORDS, before.lower) || phrase === 'similar to' || distinctFrom;
}

const checkWord: Check = (token, index, { tokens, spans, findings }) => {
  if (token.kind !== 'word' || tokens[index - 1]?.text === '.') return;
  const why = Object.hasOwn(REFUSED_WORDS, token.lower) ? REFUSED_WORDS[token.lower] : topReason(token, tokens[index - 1], tokens[index + 1]);
  if (why) findings.add('SQL_WORD', { span: spans.between(token.start, token.end), name: token.text.toUpperCase(), why });
};

function topReason(token: Token, before: Token | undefined, after: Token | undefined): string | undefined {
  const afterSelect = ['select', 'distinct', 'all'].includes(before?.lower ?? '');
  return token.lower === 'top' && afterSelect && after?.kind === 'number' ? 'neither Spark nor DuckDB knows it' : undefined;
}

const checkComma: Check = (token, index, { tokens, spans, findings }) => {
  if (token.text !== ',') return;
  const next = tokens[index + 1];
  const dangling = !next || next.text === ')' || next.text === ';' || (next.kind === 'word' && CLAUSE_WORDS.has(next.lower));
  if (dangling) findings.add('SQL_TRAILING_COMMA', { span: spans.between(token.start, token.end) });
};

/** CASE x WHEN: the parser repeats x for every WHEN, so that nested ones would grow without bound. */
const checkCase: Check = (token, index, { tokens, spans, findings }) => {
  if (token.kind !== 'word' || token.lower !== 'case' || tokens[index - 1]?.text === '.') return;
  const qualified = tokens[index + 2]?.text === '.';
  const when = tokens.slice(index + 1, index + 5)[tokens[index + 1]?.lower === 'when' ? 0 : qualified ? 3 : 1];
  if (when?.kind === 'word' && when.lower === 'when') return;
  findings.add('SQL_WORD', { span: spans.between(token.start, token.end), name: 'CASE', why: 'between CASE and WHEN only a column can stand' });
};

const checkMethodCall: Check = (token, index, { tokens, spans, findings }) => {
  if (token.text !== '.' || tokens[index + 2]?.text !== '(') return;
  findings.add('SQL_METHOD_CALL', { span: spans.between(token.start, tokens[index + 1]?.end ?? token.end) });
};

const checkSemicolon: Check = (token, index, { tokens, spans, findings }) => {
  if (token.text === ';' && index < tokens.length - 1) {
    findings.add('SQL_SEVERAL_STATEMENTS', { span: spans.between(token.start, token.end) });
  }
};
