import type { Problem } from '@parley/errors';
import Handlebars from 'handlebars';
import { missingWayOut, templateSyntax, templateUse } from './errors';

/** The only blocks a message needs. */
export const KNOWN_HELPERS = ['if', 'unless'] as const;

/** Which part of a message a template makes. */
export interface TemplatePart {
  part: string;
  /** `html` prints no value unescaped, and must let its reader unsubscribe; `plain` is any other text. */
  kind: 'html' | 'plain';
  file?: string;
}

/** Every problem of one part: fields that no contact has, unescaped output, and Handlebars that messages don't use. */
export function checkTemplate(source: string, fields: readonly string[], { part, kind, file }: TemplatePart): Problem[] {
  const place = file === undefined ? {} : { file };
  let tree: hbs.AST.Program;
  try {
    tree = Handlebars.parse(source);
  } catch (error) {
    return [syntaxProblem(error, part, place)];
  }
  const checker = new Checker(new Set(fields), part, kind);
  checker.accept(tree);
  const problems = checker.problems.map((problem) => ({ ...problem, ...place }));
  return kind === 'html' && !checker.seen.has('unsubscribeUrl') ? [...problems, missingWayOut(place, part)] : problems;
}

class Checker extends Handlebars.Visitor {
  readonly problems: Problem[] = [];
  readonly seen = new Set<string>();

  constructor(
    private readonly fields: ReadonlySet<string>,
    private readonly part: string,
    private readonly kind: TemplatePart['kind'],
  ) {
    super();
  }

  override MustacheStatement(statement: hbs.AST.MustacheStatement): void {
    if (!statement.escaped && this.kind === 'html') {
      this.report(statement, 'a triple stash prints a value without escaping it', 'write two braces instead of three');
    }
    if (statement.params.length > 0) this.report(statement, `${named(statement.path)} is not a helper that messages have`, HELPERS_REPAIR);
    else this.checkField(statement.path);
  }

  override BlockStatement(block: hbs.AST.BlockStatement): void {
    const name = named(block.path);
    const known = KNOWN_HELPERS.some((helper) => helper === name);
    if (!known || block.params.length !== 1) this.report(block, `{{#${name}}} is not a block that messages have`, HELPERS_REPAIR);
    else this.checkField(block.params[0]);
    this.accept(block.program);
    if (block.inverse) this.accept(block.inverse);
  }

  override PartialStatement(statement: hbs.AST.PartialStatement): void {
    this.report(statement, 'messages have no partials', 'write the text in place');
  }

  override PartialBlockStatement(statement: hbs.AST.PartialBlockStatement): void {
    this.report(statement, 'messages have no partials', 'write the text in place');
  }

  override Decorator(statement: hbs.AST.Decorator): void {
    this.report(statement, 'messages have no decorators', 'remove it');
  }

  override DecoratorBlock(statement: hbs.AST.DecoratorBlock): void {
    this.report(statement, 'messages have no decorators', 'remove it');
  }

  private checkField(expression: hbs.AST.Expression | undefined): void {
    const name = expression ? named(expression) : '';
    this.seen.add(name);
    if (expression && !this.fields.has(name)) {
      this.report(expression, `${name} is not a field of the contacts`, `use one of: ${[...this.fields].join(', ')}`);
    }
  }

  private report(node: hbs.AST.Node, message: string, repair: string): void {
    this.problems.push(templateUse({ line: node.loc.start.line, column: node.loc.start.column + 1 }, `${this.part}: ${message}`, repair));
  }
}

const HELPERS_REPAIR = 'use {{field}}, {{#if field}} … {{else}} … {{/if}} or {{#unless field}} … {{/unless}}';

function named(expression: hbs.AST.Expression): string {
  return 'original' in expression ? String(expression.original) : expression.type;
}

function syntaxProblem(error: unknown, part: string, place: { file?: string }): Problem {
  const [first = '', ...rest] = (error instanceof Error ? error.message : String(error)).split('\n');
  const line = Number(/on line (\d+)/.exec(first)?.[1]);
  const expected = rest.find((text) => text.startsWith('Expecting')) ?? first;
  return templateSyntax({ ...place, ...(line > 0 && { line }) }, `${part}: ${expected}`);
}
