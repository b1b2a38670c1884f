import type { Place, Problem } from '@parley/errors';
import { type Document, isAlias, isMap, isPair, isScalar, isSeq, LineCounter, type Node, type Pair, parseDocument, visit } from 'yaml';
import { fileEmpty, yamlSyntax } from './errors';

export type YamlPath = readonly (string | number)[];

/** A YAML text with the place of every key and value. Nothing throws: what is wrong is in `problems`. */
export class YamlFile {
  /** The plain value; undefined where the text has a problem. */
  readonly data: unknown;
  readonly problems: readonly Problem[];
  private readonly document: Document;
  private readonly lines = new LineCounter();

  /** `label` is how messages name the file. */
  constructor(
    readonly label: string,
    text: string,
  ) {
    this.document = parseDocument(text, {
      lineCounter: this.lines,
      merge: true,
      prettyErrors: false,
      strict: true,
      stringKeys: true,
      uniqueKeys: true,
    });
    const problems = this.syntaxProblems();
    this.data = problems.length === 0 ? this.plainValue(problems) : undefined;
    this.problems = problems;
  }

  /** Where the value at `path` starts; the nearest thing around it where there is none. */
  valueAt(path: YamlPath): Place {
    return this.place(this.walk(path).at(-1));
  }

  /** Where the key that leads to `path` stands; for an item of a list, the item. */
  keyAt(path: YamlPath): Place {
    const nodes = this.walk(path);
    const last = nodes.at(-1);
    const found = nodes.length === path.length + 1 ? pairOf(nodes.at(-2), path.at(-1)) : undefined;
    return this.place((found?.key as Node | undefined) ?? last);
  }

  /** True where the text itself has something at `path`. */
  has(path: YamlPath): boolean {
    return this.walk(path).length === path.length + 1;
  }

  /** The scalar at `path` as it is written, quotes apart. */
  textAt(path: YamlPath): string | undefined {
    const nodes = this.walk(path);
    const last = nodes.at(-1);
    return nodes.length === path.length + 1 && isScalar(last) ? (last.source ?? undefined) : undefined;
  }

  private syntaxProblems(): Problem[] {
    const found = [...this.document.errors, ...this.document.warnings];
    // A tab misleads the parser about all that follows it.
    const tabs = found.filter(({ code }) => code === 'TAB_AS_INDENT');
    const problems = (tabs.length > 0 ? tabs : found).map((error) => yamlSyntax(this.offset(error.pos[0]), error.code, error.message));
    visit(this.document, {
      // JavaScript's own name: a schema would pass over it in silence.
      Pair: (_, { key }) => {
        if (!isScalar(key) || key.value !== '__proto__') return;
        problems.push(yamlSyntax(this.place(key), 'KEY', "__proto__ can't be a key"));
      },
      Alias: (_, node) => {
        if (node.resolve(this.document)) return;
        problems.push(yamlSyntax(this.place(node), 'ALIAS', `no anchor &${node.source} stands before this alias`));
      },
    });
    return problems;
  }

  private plainValue(problems: Problem[]): unknown {
    if (this.document.contents === null) {
      problems.push(fileEmpty({ file: this.label }));
      return undefined;
    }
    try {
      return this.document.toJS();
    } catch (error) {
      // The library's guard against aliases that expand without end.
      problems.push(yamlSyntax({ file: this.label }, 'ALIAS', (error as Error).message));
      return undefined;
    }
  }

  /** The nodes along `path`, the root first, as far as they go. */
  private walk(path: YamlPath): Node[] {
    const nodes: Node[] = this.document.contents ? [this.document.contents] : [];
    for (const step of path) {
      const here = nodes.at(-1);
      const next = isSeq(here) ? here.items[Number(step)] : pairOf(here, step)?.value;
      if (!next) break;
      nodes.push(this.resolved(next as Node));
    }
    return nodes;
  }

  private resolved(node: Node): Node {
    return isAlias(node) ? (node.resolve(this.document) ?? node) : node;
  }

  private place(node: Node | undefined): Place {
    return node?.range ? this.offset(node.range[0]) : { file: this.label };
  }

  private offset(position: number): Place {
    const { line, col } = this.lines.linePos(position);
    return { file: this.label, line, column: col };
  }
}

function pairOf(node: Node | undefined, key: string | number | undefined): Pair | undefined {
  if (!isMap(node)) return undefined;
  return node.items.find((item) => isPair(item) && isScalar(item.key) && String(item.key.value) === String(key));
}
