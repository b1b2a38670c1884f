import type { Findings } from '../refusals';
import type { OutputColumn } from './custom-reader';

/** Two columns of one name: neither a query around nor Spark's files could tell them apart. */
export function refuseDuplicateOutputs(columns: readonly OutputColumn[], findings: Findings): void {
  const seen = new Set<string>();
  for (const { name, label, span } of columns) {
    if (seen.has(name.toLowerCase())) findings.add('NAME_DUPLICATE_OUTPUT', { column: label, span });
    seen.add(name.toLowerCase());
  }
}
