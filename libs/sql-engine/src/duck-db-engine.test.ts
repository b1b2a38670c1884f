import { DuckDbEngine } from './duck-db-engine';
import { sqlEngineSuite } from './testing/engine-suite';

describe('DuckDB', () => {
  sqlEngineSuite(async ({ store, catalog }) => ({ engine: new DuckDbEngine({ store, catalog }), close: async () => {} }));
});
