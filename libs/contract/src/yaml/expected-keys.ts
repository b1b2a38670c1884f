import { z } from 'zod';

type Shape = z.core.JSONSchema.BaseSchema;

const shapes = new WeakMap<z.ZodType, Shape>();

/** The keys a schema knows at `path` of `data`; where shapes are told apart by a constant, those of the shape at hand. */
export function expectedKeys(schema: z.ZodType, data: unknown, path: readonly PropertyKey[]): string[] {
  let here = fitting([shapeOf(schema)], data);
  let value = data;
  for (const step of path) {
    value = (value as Record<PropertyKey, unknown> | undefined)?.[step];
    here = fitting(here.flatMap((shape) => stepInto(shape, step)), value);
  }
  return [...new Set(here.flatMap((shape) => Object.keys(shape.properties ?? {})))];
}

function shapeOf(schema: z.ZodType): Shape {
  const known = shapes.get(schema) ?? (z.toJSONSchema(schema, { io: 'input', reused: 'inline' }) as Shape);
  shapes.set(schema, known);
  return known;
}

function stepInto(shape: Shape, step: PropertyKey): Shape[] {
  const next = typeof step === 'number' ? shape.items : (shape.properties?.[String(step)] ?? shape.additionalProperties);
  return next && typeof next === 'object' && !Array.isArray(next) ? [next as Shape] : [];
}

/** Opens unions and keeps the branches whose constants the value has. */
function fitting(list: readonly Shape[], value: unknown): Shape[] {
  const branches = list.flatMap((shape) => {
    const inner = (shape.oneOf ?? shape.anyOf) as Shape[] | undefined;
    return inner ? fitting(inner, value) : [shape];
  });
  const close = branches.filter((shape) => Object.entries(shape.properties ?? {}).every(([key, inner]) => agrees(inner, value, key)));
  return close.length > 0 ? close : branches;
}

function agrees(inner: unknown, value: unknown, key: string): boolean {
  const constant = (inner as Shape).const;
  return constant === undefined || (value as Record<string, unknown> | null)?.[key] === constant;
}
