import { FolderCatalog } from '@parley/catalog';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { noDataFolder } from './errors';
import { FolderBuckets } from './folder-buckets';
import type { ServiceData } from './service-data';

/** Tables in `DIR/ACCOUNT/DATABASE/TABLE/`, results in `DIR/s3/BUCKET/KEY` (DESIGN section 11). Throws DATA_FOLDER_MISSING (input). */
export async function folderData(folder: string): Promise<ServiceData> {
  const there = await stat(folder).catch(() => undefined);
  if (!there?.isDirectory()) throw noDataFolder(folder);
  return { catalog: new FolderCatalog(folder), store: new FolderBuckets(join(folder, 's3')) };
}
