import type { DataSet } from './data-set';

const UPPER_CASE_BOOLEAN = { TRUE: 'True', FALSE: 'False' };

/** Sources and licences are in each example's README. */
export const DATA_SETS: Readonly<Record<'online-shoppers' | 'telco-churn' | 'bank-marketing', DataSet>> = {
  'online-shoppers': {
    name: 'online-shoppers',
    original: {
      url: 'https://archive.ics.uci.edu/static/public/468/online+shoppers+purchasing+intention+dataset.zip',
      file: 'online_shoppers_intention.csv',
      bytes: 1_059_732,
      sha256: 'd8e130ba51532985f93281a73ce299e6ce150cb915769a7962a11e595eadd6a1',
      lineEnds: 'LF',
      delimiter: ',',
    },
    owner: [
      'Administrative', 'Administrative_Duration', 'Informational', 'Informational_Duration', 'ProductRelated', 'ProductRelated_Duration',
      'BounceRates', 'ExitRates', 'PageValues', 'VisitorType', 'Revenue',
    ],
    partner: ['Month', 'SpecialDay', 'Weekend', 'OperatingSystems', 'Browser', 'Region', 'TrafficType'],
    label: 'Revenue',
    spelling: { Weekend: UPPER_CASE_BOOLEAN, Revenue: UPPER_CASE_BOOLEAN },
  },
  'telco-churn': {
    name: 'telco-churn',
    original: {
      url: 'https://raw.githubusercontent.com/IBM/telco-customer-churn-on-icp4d/d5371f5d83a446ad5673cbcca3b814b926491f8a/data/Telco-Customer-Churn.csv',
      file: 'Telco-Customer-Churn.csv',
      bytes: 970_457,
      sha256: '16320c9c1ec72448db59aa0a26a0b95401046bef5d02fd3aeb906448e3055e91',
      lineEnds: 'LF',
      delimiter: ',',
    },
    owner: [
      'tenure', 'PhoneService', 'MultipleLines', 'InternetService', 'OnlineSecurity', 'OnlineBackup', 'DeviceProtection', 'TechSupport',
      'StreamingTV', 'StreamingMovies', 'Contract', 'PaperlessBilling', 'PaymentMethod', 'MonthlyCharges', 'TotalCharges', 'Churn',
    ],
    partner: ['gender', 'SeniorCitizen', 'Partner', 'Dependents'],
    label: 'Churn',
  },
  'bank-marketing': {
    name: 'bank-marketing',
    original: {
      // A zip that holds bank-additional.zip, which holds the file.
      url: 'https://archive.ics.uci.edu/static/public/222/bank+marketing.zip',
      file: 'bank-additional-full.csv',
      bytes: 5_834_924,
      sha256: '74adfc578bf77a7ff4bb1ba4a9f8709d9e3c6907342959c2c8416847e0afb4d8',
      lineEnds: 'CRLF',
      delimiter: ';',
    },
    owner: [
      'default', 'housing', 'loan', 'contact', 'month', 'day_of_week', 'campaign', 'pdays', 'previous', 'poutcome', 'duration', 'y',
    ],
    partner: ['age', 'job', 'marital', 'education', 'emp.var.rate', 'cons.price.idx', 'cons.conf.idx', 'euribor3m', 'nr.employed'],
    label: 'y',
  },
};
