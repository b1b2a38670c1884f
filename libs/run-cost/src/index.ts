export { type CostLine, type RunCost, runCost, type RunSize } from './run-cost';
export { type Rates, RATES, type RateSource } from './rates';
