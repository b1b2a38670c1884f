import { ScanCommand } from '@aws-sdk/client-dynamodb';
import { sqlText, withDuckDb } from '@parley/tabular';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { OwnerAccount } from './owner-account';

/** All that an account holds, as text, by place: every version of every object, whatever packs it, and every item of every table. */
export async function everything({ s3, dynamo, buckets, tables }: OwnerAccount): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  for (const Bucket of buckets) {
    const { Versions = [], IsTruncated } = await s3.listObjectVersions({ Bucket });
    if (IsTruncated) throw new Error('more versions than a page');
    for (const { Key = '', VersionId = '', IsLatest } of Versions) {
      const { Body } = await s3.getObject({ Bucket, Key, VersionId });
      found.set(`${Bucket}/${Key}${IsLatest ? '' : ` ${VersionId}`}`, await textOf(Buffer.from((await Body?.transformToByteArray()) ?? [])));
    }
  }
  for (const TableName of tables) {
    const { Items = [] } = await dynamo.send(new ScanCommand({ TableName, ConsistentRead: true }));
    for (const item of Items) found.set(`${TableName} ${item.pk?.S} ${item.sk?.S}`, JSON.stringify(item));
  }
  return found;
}

async function textOf(bytes: Buffer): Promise<string> {
  if (bytes.subarray(0, 4).toString() === 'PAR1') return parquetText(bytes);
  const text = (bytes[0] === 0x1f && bytes[1] === 0x8b ? gunzipSync(bytes) : bytes).toString();
  return text.replaceAll(/"rawData":"([^"]*)"/g, (_, data: string) => Buffer.from(data, 'base64').toString());
}

async function parquetText(bytes: Buffer): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'parley-everything-'));
  const path = join(folder, 'part.parquet');
  try {
    await writeFile(path, bytes);
    const rows = await withDuckDb(async (connection) => (await connection.run(`SELECT CAST(to_json(t) AS VARCHAR) FROM read_parquet(${sqlText(path)}) t`)).getRows(), { files: [path] });
    return rows.map(([row]) => String(row)).join('\n');
  } finally {
    await rm(folder, { recursive: true });
  }
}
