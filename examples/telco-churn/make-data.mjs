// Makes this example's data from the original public download: node examples/telco-churn/make-data.mjs --out DIR
import { runMakeData } from '../make-data/run.mjs';

await runMakeData('telco-churn');
