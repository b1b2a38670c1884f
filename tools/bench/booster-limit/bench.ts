import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { boosterLearner, datasetFromColumns, judgeModel, logisticLearner, splitRows } from '@parley/segmentation';
import { type ColumnTable, readParquet, type Value, writeParquet } from '@parley/tabular';
import { Command } from 'commander';

const PLAN = { trees: 200, learningRate: 0.05, leaves: 15, minRowsInLeaf: 50, bins: 255 };
const options = new Command('booster-limit')
  .description('a whole evaluation as the evaluate-model function does it: read the feature table, judge with one partner')
  .option('--rows <n>', 'customers', '100000')
  .option('--features <n>', 'half of them a partner\'s; every fourth a text', '20')
  .parse()
  .opts<{ rows: string; features: string }>();

void main(Number(options.rows), Number(options.features));

async function main(rows: number, features: number): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'parley-limit-'));
  try {
    const file = join(folder, 'features.parquet');
    await writeParquet(file, madeUp(rows, features));
    globalThis.gc?.();
    const before = process.cpuUsage();
    const table = await readParquet(file);
    const labels = Uint8Array.from(table.columns[0]?.values ?? [], Number);
    const columns = table.columns.slice(1);
    const sources = { own: datasetFromColumns(columns.slice(0, features / 2)), partners: [{ partner: 'p', data: datasetFromColumns(columns.slice(features / 2)) }] };
    const read = seconds(before);
    const split = splitRows({ kind: 'random', testShare: 0.25 }, labels, 1);
    judgeModel({ sources, labels, split, learner: boosterLearner(PLAN), baseline: logisticLearner, seed: 1 });
    const all = seconds(before);
    const rssMb = process.resourceUsage().maxRSS / 1024;
    const cells = rows * features;
    const line = { rows, features, readSeconds: read, cpuSeconds: all, nanosecondsACell: (all / cells) * 1e9, peakRssMb: rssMb, bytesACell: (rssMb * 1024 ** 2) / cells };
    process.stdout.write(`${JSON.stringify(line)}\n`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function seconds(since: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(since);
  return (user + system) / 1e6;
}

function madeUp(rows: number, features: number): ColumnTable {
  let state = 1;
  const unit = (): number => (state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0) / 2 ** 32;
  const labels = Array.from({ length: rows }, () => (unit() < 0.2 ? 1 : 0));
  const column = (index: number): Value[] =>
    labels.map((label) => {
      if (unit() < 0.1) return null;
      const value = unit() + label * 0.1;
      return index % 4 === 3 ? `area ${Math.floor(value * 30)}` : value;
    });
  const columns = Array.from({ length: features }, (_, index) => ({ name: `f${index}`, type: index % 4 === 3 ? ('string' as const) : ('double' as const), values: column(index) }));
  return { rows, columns: [{ name: 'label', type: 'int', values: labels }, ...columns] };
}
