import { html, type Html, raw } from './html';
import type { ReportData } from './report-data';
import { appendix } from './sections/appendix';
import { disclosed } from './sections/disclosed';
import { drivers } from './sections/drivers';
import { effect } from './sections/effect';
import { flow } from './sections/flow';
import { headline } from './sections/headline';
import { insights } from './sections/insights';
import { matching } from './sections/matching';
import { model } from './sections/model';
import { segments } from './sections/segments';
import { sending } from './sections/sending';
import { story } from './sections/story';
import { worth } from './sections/worth';
import { STYLE } from './style';

const OWNERS_VIEW = [story, worth, flow, matching, model, drivers, segments, sending, effect, disclosed, insights, appendix];
/** A partner learns who was matched and what would leave its account; what a made-up owner gains is nothing to show. */
const PARTNERS_VIEW = [matching, disclosed, insights, appendix];

const sections = (data: ReportData): ((data: ReportData) => Html)[] => (data.rehearsedAs === undefined ? OWNERS_VIEW : PARTNERS_VIEW);

/**
 * `report.html`: one file that needs nothing else, no network and no script. The same data gives the same bytes.
 * All text of the data is escaped.
 */
export function renderReport(data: ReportData): string {
  const page = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">
<title>Parley report: ${data.contract}</title>
<link rel="icon" href="data:,">
<style>${raw(STYLE)}</style>
</head>
<body>
${headline(data)}
<main>
${sections(data).map((section) => section(data))}
</main>
<footer><p>Made by Parley from run <code>${data.runId}</code>. The same figures, for machines, are in <code>report.json</code>.</p></footer>
</body>
</html>
`;
  return page.text;
}
