/** What of a shared set's columns is label, code or not a feature (spec/data-and-baselines.md, section 2). */
export interface BenchSet {
  label: string;
  positive: string;
  /** Numbers that mean categories. */
  codes: string[];
  /** Known too late, or other outcomes. */
  drop: string[];
}

export const SETS: Record<string, BenchSet> = {
  'online-shoppers': { label: 'Revenue', positive: 'True', codes: ['OperatingSystems', 'Browser', 'Region', 'TrafficType'], drop: [] },
  'telco-churn': { label: 'Churn', positive: 'Yes', codes: [], drop: [] },
  'bank-additional': { label: 'y', positive: 'yes', codes: [], drop: ['duration'] },
  'credit-default': { label: 'default.payment.next.month', positive: '1', codes: ['SEX', 'EDUCATION', 'MARRIAGE'], drop: [] },
  'adult-income': { label: 'income', positive: '>50K', codes: [], drop: [] },
  hillstrom: { label: 'visit', positive: '1', codes: ['mens', 'womens', 'newbie'], drop: ['conversion', 'spend'] },
};
