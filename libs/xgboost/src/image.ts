import { noImage } from './errors';
import images from './images.json';

/** The URI of AWS's own XGBoost 1.7-1 container in a region, from a dated table. @throws inputError XGBOOST_NO_IMAGE */
export function xgboostImage(region: string): string {
  const account = Object.entries(images.accounts).find(([name]) => name === region)?.[1];
  if (account === undefined) throw noImage(region, Object.keys(images.accounts), images.asOf);
  return `${account}.dkr.ecr.${region}.amazonaws.com/sagemaker-xgboost:${images.tag}`;
}
