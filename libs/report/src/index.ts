export { renderReport } from './render-report';
export * from './report-data';
