export { DETECTORS, type DetectorText } from './detectors/detector-texts';
export { type PastQuery, pastQueries } from './past-query';
export { readHistory } from './read-history';
export type { DetectorId, Warning } from './warning';
export { watchHistory, type Watched } from './watch-history';
