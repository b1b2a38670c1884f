export { loadPlan, planProblems } from './load-plan';
export * from './schema/plan';
