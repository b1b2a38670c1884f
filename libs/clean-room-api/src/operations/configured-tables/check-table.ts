import type { TableReference } from '@aws-sdk/client-cleanrooms';
import type { ConfiguredTableRecord, TableSource } from '../../state/records';
import type { FieldProblem } from '../../service-error';
import { notInLocalService } from '../problems';

/** What a table's members say against each other (clean-rooms-semantics.md 1.6). */
export function checkTable(table: Pick<ConfiguredTableRecord, 'allowedColumns' | 'analysisMethod' | 'selectedAnalysisMethods'>): FieldProblem[] {
  const { allowedColumns, analysisMethod, selectedAnalysisMethods } = table;
  const repeated = allowedColumns
    .map((column, at) => ({ name: `allowedColumns[${at}]`, column, twice: allowedColumns.indexOf(column) < at }))
    .filter(({ twice }) => twice)
    .map(({ name, column }) => ({ name, message: `Column ${column} is named twice.` }));
  return [...repeated, ...checkMethods(analysisMethod, selectedAnalysisMethods)];
}

function checkMethods(method: string, selected: readonly string[] | undefined): FieldProblem[] {
  if (!selected) return [];
  const name = 'selectedAnalysisMethods';
  if (method !== 'MULTIPLE') return [{ name, message: 'Goes with analysisMethod MULTIPLE only.' }];
  return new Set(selected).size < 2 ? [{ name, message: 'Name at least two different methods.' }] : [];
}

/** Where the table lies: in Glue. Throws ValidationException for AWS's other sources. */
export function glueSource(reference: TableReference): TableSource {
  const { glue } = reference as { glue?: TableSource['glue'] };
  if (glue) return { glue };
  const [other = 'other'] = Object.keys(reference);
  throw notInLocalService(`tableReference.${other}`, `${other} tables`, 'Name a Glue table: tableReference.glue.');
}
