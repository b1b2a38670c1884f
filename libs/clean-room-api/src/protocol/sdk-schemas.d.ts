/** The SDK gives its schemas types at the package's root alone. */
declare module '@aws-sdk/client-cleanrooms/dist-cjs/schemas/schemas_0.js' {
  const schemas: Readonly<Record<string, unknown>>;
  export = schemas;
}
