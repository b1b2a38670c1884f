import type { Scorecard } from '@parley/segmentation';
import { Command } from 'commander';
import type { Terminal } from '../terminal';
import { type ScoreOptions, scoreTable } from './model-score';
import { type TrainOptions, trainModel, type TrainReport } from './model-train';

const TRAIN_HELP = `
Examples:
  $ parley model train --data visits.csv.gz --label Revenue --positive True --drop customer_id --model shoppers.json
  $ parley model train --data calls.parquet --label y --time call_date --model calls.json

Columns whose every value is a number are numeric, all others categorical; an empty value is missing. A quarter of
the rows is held out for the figures: the latest with --time, else drawn at random. The model that is written was
trained on all rows.`;

const SCORE_HELP = `
Examples:
  $ parley model score --model shoppers.json --data visits.csv --out scores.csv

Columns are found by name, and others ignored. The scores are CSV with a header, row,score: row counts the data's
rows from 1 (the first below the header), score is the probability of the label's positive value.`;

const SHOWN_IMPORTANCES = 5;

/** `parley model train` and `parley model score`. */
export function modelCommand(terminal: () => Terminal): Command {
  return new Command('model')
    .description('train a booster on a table, or score a table with one')
    .addCommand(trainCommand(terminal))
    .addCommand(scoreCommand(terminal));
}

function trainCommand(terminal: () => Terminal): Command {
  return new Command('train')
    .description('train on a CSV or Parquet file and say how well it does')
    .requiredOption('--data <file>', 'CSV or Parquet; CSV may be gzip')
    .requiredOption('--label <column>', 'the column to predict')
    .option('--positive <value>', 'the text that means yes; needed unless the label says 1, true, yes, y or t')
    .option('--drop <columns>', 'columns not to learn from, with commas between', listOf, [])
    .option('--time <column>', 'judge by the latest rows of this column')
    .requiredOption('--model <file>', 'where to write the model')
    .addHelpText('after', TRAIN_HELP)
    .action(async (options: TrainOptions) => {
      const report = await trainModel(options, terminal());
      if (terminal().json) return terminal().printJson(report);
      for (const line of trainInWords(report)) terminal().print(line);
    });
}

function scoreCommand(terminal: () => Terminal): Command {
  return new Command('score')
    .description('score a CSV or Parquet file with a model')
    .requiredOption('--model <file>', 'as parley model train wrote it')
    .requiredOption('--data <file>', 'CSV or Parquet; CSV may be gzip')
    .requiredOption('--out <file>', 'where to write the scores, as CSV')
    .addHelpText('after', SCORE_HELP)
    .action(async (options: ScoreOptions) => {
      const report = await scoreTable(options);
      if (terminal().json) return terminal().printJson(report);
      const { column, positive } = report.label;
      terminal().print(`${report.rows} scores of ${column} = ${positive} in ${report.out}; mean ${report.meanScore.toFixed(4)}`);
    });
}

const listOf = (text: string): string[] => text.split(',').map((name) => name.trim()).filter(Boolean);

function trainInWords({ rows, positives, positive, features, dropped, evaluation, importances, model }: TrainReport): string[] {
  const { kind, trainRows, testRows, booster, logistic } = evaluation;
  const held = kind === 'time' ? 'the latest rows' : 'random rows, which flatters if the world changes with time';
  return [
    `${rows} rows, ${positives} of them ${positive}; ${features.length} features`,
    ...dropped.map(({ column, why }) => `left out: ${column} (${why})`),
    `judged on ${testRows} rows held out of ${trainRows + testRows} (${held})`,
    `  booster   ${figures(booster)}`,
    `  logistic  ${figures(logistic)}`,
    `most telling: ${importances.slice(0, SHOWN_IMPORTANCES).map(({ feature }) => feature).join(', ')}`,
    `model trained on all rows: ${model}`,
  ];
}

const figures = (card: Scorecard): string =>
  [
    `AUC ${card.auc.toFixed(4)} ±${card.aucStdErr.toFixed(4)}`,
    `log loss ${card.logLoss.toFixed(4)}`,
    `average precision ${card.averagePrecision.toFixed(4)}`,
    `lift at 10 % ${card.liftAt10.toFixed(2)}`,
    `ECE ${card.ece.toFixed(4)}`,
  ].join(', ');
