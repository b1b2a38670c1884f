// A process of its own: FOLDER SETTINGS(JSON) SEEDS RUNS. Prints {"seed": [CPU seconds a run]}; writes parley-SEED.f64.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type BoosterModel, type BoosterOptions, scoreBooster, trainBooster } from '@parley/gradient-boosting';
import { selectRows } from '@parley/segmentation';
import { readMatrix, readRows } from './matrix';

const [folder, settings, seeds, runs] = process.argv.slice(2);
const options = JSON.parse(settings) as BoosterOptions;
const { data, labels } = readMatrix(folder);
const seconds: Record<string, number[]> = {};

for (const seed of JSON.parse(seeds) as number[]) {
  const trainRows = readRows(folder, 'train', seed);
  const train = selectRows(data, trainRows);
  const trainLabels = Uint8Array.from(trainRows, (row) => labels[row]);
  let model: BoosterModel | undefined;
  seconds[seed] = Array.from({ length: Number(runs) }, () => {
    const start = process.cpuUsage();
    model = trainBooster(train, trainLabels, options);
    const { user, system } = process.cpuUsage(start);
    return (user + system) / 1e6;
  });
  if (model) writeFileSync(join(folder, `parley-${seed}.f64`), Buffer.from(scoreBooster(model, selectRows(data, readRows(folder, 'test', seed))).buffer));
}
process.stdout.write(JSON.stringify(seconds));
