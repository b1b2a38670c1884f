import cases from './rule-in-words.cases.json';
import { ruleInWords } from './rule-in-words';
import { analysisRuleSchema } from './schema/analysis-rule';

it.each(cases)('$name', ({ type, v1, words }) => {
  const analysisRule = type ? analysisRuleSchema.parse({ analysisRuleType: type, analysisRulePolicy: { v1 } }) : undefined;
  expect(ruleInWords({ analysisRule })).toBe(words);
});
