export { renderReport } from './render-report';
export * from './report-data';
export { type PreviewData, renderPreview } from './preview/render-preview';
