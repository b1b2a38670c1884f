export { scoringLines, trainingLines } from './csv-lines';
export { type Encoder, encoderOf, fieldCount, fitEncoder, MOST_CATEGORIES, readEncoder, storedEncoder } from './encoder';
export { hyperParameters } from './hyper-parameters';
export { xgboostImage } from './image';
export { JOB_PREFIX, jobName } from './job-name';
export { readTransform } from './read-transform';
