const { createHash } = require('node:crypto');
const { transformSync, version } = require('esbuild');

/** Strips types and turns ES modules into CommonJS; types are checked apart, by `npm run check`. */
module.exports = {
  process(source, path) {
    const { code, map } = transformSync(source, {
      loader: 'ts',
      format: 'cjs',
      target: 'node20',
      supported: { 'dynamic-import': false }, // Jest's own module system loads what is imported late
      sourcefile: path,
      sourcemap: 'external',
      sourcesContent: false,
    });
    return { code, map };
  },
  getCacheKey: (source, path) => createHash('sha256').update(version).update('no dynamic import').update(path).update('\0').update(source).digest('hex'),
};
