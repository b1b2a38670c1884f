// The baseline: one query in DuckDB locked down as the clean room's is, with nothing else around it.
// node bare-child.mjs '{"tables": {NAME: "SELECT …"}, "sql", "resultPath", "memoryMb", "spillMb", "threads"}'
import { DuckDBInstance } from '@duckdb/node-api';
import { writeFileSync } from 'node:fs';

const job = JSON.parse(process.argv[2]);
const instance = await DuckDBInstance.create(':memory:', {
  autoinstall_known_extensions: 'false',
  autoload_known_extensions: 'false',
  allow_community_extensions: 'false',
  allow_unsigned_extensions: 'false',
  memory_limit: `${job.memoryMb}MiB`,
  threads: String(job.threads),
  temp_directory: 'spill',
});
const connection = await instance.connect();
await connection.run(`SET max_temp_directory_size = '${job.spillMb}MiB'`);
for (const [name, select] of Object.entries(job.tables)) await connection.run(`CREATE TABLE ${name} AS ${select}`);
await connection.run('SET enable_external_access = false');
await connection.run('SET lock_configuration = true');
const reader = await connection.runAndReadAll(job.sql);
const lines = [reader.columnNames(), ...reader.getRowsJson()].map((cells) => `${cells.join(',')}\n`);
writeFileSync(job.resultPath, lines.join(''));
const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
process.stdout.write(`${JSON.stringify({ cpuSeconds: (userCPUTime + systemCPUTime) / 1e6, peakRssMb: Math.round(maxRSS / 1024) })}\n`);
