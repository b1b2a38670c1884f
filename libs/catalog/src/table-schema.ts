import { type ParsedNode, parseDocument, LineCounter } from 'yaml';
import { z } from 'zod';
import type { Problem } from '@parley/errors';
import { schemaInvalid } from './errors';
import { GLUE_TYPE_NAMES, isGlueType } from './glue-types';

const column = z.strictObject({
  name: z.string().regex(/^[a-z0-9_](([a-z0-9_ ]+-)*([a-z0-9_ ]+))?$/, 'a column name is lower case: a-z, 0-9 and _').max(128),
  type: z.string().refine(isGlueType, `the type must be one of ${GLUE_TYPE_NAMES.join(', ')}`),
});

const tableSchema = z
  .strictObject({ columns: z.array(column).min(1, 'a table has at least one column'), partitionKeys: z.array(column).default([]) })
  .superRefine(({ columns, partitionKeys }, context) => {
    const seen = new Set<string>();
    for (const [list, entries] of Object.entries({ columns, partitionKeys })) {
      for (const [index, { name }] of entries.entries()) {
        if (seen.has(name)) context.addIssue({ code: 'custom', path: [list, index, 'name'], message: `the column ${name} stands here twice` });
        seen.add(name);
      }
    }
  });

/** What `schema.json` holds. */
export type TableSchema = z.infer<typeof tableSchema>;

const REPAIR = 'write {"columns":[{"name":"id","type":"string"}],"partitionKeys":[]}';

/** Reads the text of a `schema.json`. Throws TABLE_SCHEMA_INVALID with every problem and its place. */
export function parseTableSchema(text: string, file: string): TableSchema {
  // JSON is read as the YAML it also is: that parser knows where each value stands.
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const at = (offset: number): Pick<Problem, 'file' | 'line' | 'column'> => {
    const { line, col } = lines.linePos(offset);
    return { file, line, column: col };
  };
  const [broken] = document.errors;
  if (broken) throw schemaInvalid([{ ...at(broken.pos[0]), message: `this is not JSON: ${broken.message}.`, repair: REPAIR }]);
  const value = parseJson(text);
  if (value === undefined) throw schemaInvalid([{ file, message: 'this is not JSON.', repair: REPAIR }]);

  const result = tableSchema.safeParse(value);
  if (result.success) return result.data;
  throw schemaInvalid(
    result.error.issues.map((issue) => ({
      ...at(offsetOf(document, issue.path)),
      message: `${issue.path.join('.') || 'the file'}: ${issue.message}.`,
      repair: REPAIR,
    })),
  );
}

export function printTableSchema(schema: TableSchema): string {
  return `${JSON.stringify({ columns: schema.columns, partitionKeys: schema.partitionKeys }, null, 2)}\n`;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Where the value at `path` stands, or the nearest value around it. */
function offsetOf(document: ReturnType<typeof parseDocument>, path: readonly PropertyKey[]): number {
  for (let length = path.length; length > 0; length -= 1) {
    const node = document.getIn(path.slice(0, length), true) as ParsedNode | undefined;
    if (node?.range) return node.range[0];
  }
  return document.contents?.range?.[0] ?? 0;
}
