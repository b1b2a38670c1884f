import { scoresUnreadable } from './errors';

/**
 * Scores from the lines of a batch transform's output: `place,score`, in any order. Every place from 0 to `rows` less one has to be there
 * once, with a probability.
 *
 * @throws fault XGBOOST_SCORES_UNREADABLE, with counts and no values
 */
export async function readTransform(lines: AsyncIterable<string> | Iterable<string>, rows: number): Promise<Float64Array> {
  const scores = new Float64Array(rows).fill(Number.NaN);
  const wrong = { lines: 0, twice: 0 };
  for await (const line of lines) {
    if (line === '') continue;
    const [place, score, ...more] = line.split(',');
    const at = Number(place);
    const value = Number(score);
    const readable = more.length === 0 && place.trim() !== '' && Number.isInteger(at) && at >= 0 && at < rows && score?.trim() !== '' && value >= 0 && value <= 1;
    if (!readable) wrong.lines++;
    else if (!Number.isNaN(scores[at])) wrong.twice++;
    else scores[at] = value;
  }
  const missing = scores.reduce((sum, score) => sum + (Number.isNaN(score) ? 1 : 0), 0);
  if (wrong.lines + wrong.twice + missing > 0) throw scoresUnreadable({ rows, unreadable: wrong.lines, twice: wrong.twice, missing });
  return scores;
}
