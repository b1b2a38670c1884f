/** Where one receiver gets the rows: they go to `s3://bucket/keyPrefix/queryId/`. */
export interface ResultLocation {
  bucket: string;
  /** The run id is in it, so that a twin can be found. */
  keyPrefix: string;
  format: 'CSV' | 'PARQUET';
  /** Account of the member that receives it; the runner, unless told. */
  receiver?: string;
}

/** A run of an analysis template. */
export interface TemplateRun {
  arn: string;
  /** Values by parameter name, as text; they win over the template's defaults. */
  parameters?: Readonly<Record<string, string>>;
}

/** What runs: SQL of the runner's own, or an analysis template of the collaboration. */
export type Analysis = { sql: string; analysisTemplate?: undefined } | { sql?: undefined; analysisTemplate: TemplateRun };

export type StartQuery = Analysis & {
  /** The membership the query runs under. */
  membershipId: string;
  result: ResultLocation;
  /** Further receivers, each with a location of its own: AWS's `distribute`. */
  copies?: readonly ResultLocation[];
};
