import { z } from 'zod';

/** What the scan reads of `terraform show -json <plan>` (Terraform's documentation, "JSON Output Format", format version 1). */

const planned = z.object({
  address: z.string(),
  mode: z.enum(['managed', 'data']),
  type: z.string(),
  index: z.union([z.string(), z.number()]).optional(),
  values: z.record(z.string(), z.unknown()).default({}),
});

const configured = z.object({ address: z.string(), expressions: z.record(z.string(), z.unknown()).default({}) });

export interface PlannedModule {
  resources?: z.infer<typeof planned>[] | undefined;
  child_modules?: (PlannedModule & { address: string })[] | undefined;
}

export interface ConfiguredModule {
  resources?: z.infer<typeof configured>[] | undefined;
  module_calls?: Record<string, { module?: ConfiguredModule | undefined }> | undefined;
}

const plannedModule: z.ZodType<PlannedModule> = z.lazy(() =>
  z.object({ resources: z.array(planned).optional(), child_modules: z.array(z.intersection(plannedModule, z.object({ address: z.string() }))).optional() }),
);

const configuredModule: z.ZodType<ConfiguredModule> = z.lazy(() =>
  z.object({ resources: z.array(configured).optional(), module_calls: z.record(z.string(), z.object({ module: configuredModule.optional() })).optional() }),
);

export const planJson = z.object({
  format_version: z.string().regex(/^1\./),
  errored: z.boolean().optional(),
  planned_values: z.object({ root_module: plannedModule.default({}) }),
  configuration: z.object({
    provider_config: z.record(z.string(), z.object({ full_name: z.string(), expressions: z.record(z.string(), z.unknown()).default({}) })).default({}),
    root_module: configuredModule.default({}),
  }),
});

export type PlanJson = z.infer<typeof planJson>;
