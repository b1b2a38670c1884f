import type { Members } from '../operation';
import type { Invoke } from './invoke';

/** All items of a listing, page by page. `name`: the list's member in the answer. */
export async function everyPage(invoke: Invoke, operation: string, name: string, members: Members = {}): Promise<Members[]> {
  const items: Members[] = [];
  for (let nextToken: unknown; ; ) {
    const page = await invoke(operation, { ...members, ...(nextToken !== undefined && { nextToken }) });
    items.push(...(page[name] as Members[]));
    nextToken = page.nextToken;
    if (nextToken === undefined) return items;
  }
}
