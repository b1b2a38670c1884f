// The baseline: fastify on loopback with DuckDB open behind it, and nothing else.
import { DuckDBInstance } from '@duckdb/node-api';
import fastify from 'fastify';

const instance = await DuckDBInstance.create(':memory:');
await instance.connect();
const app = fastify();
app.get('/', () => ({ status: 'ok' }));
await app.listen({ host: '127.0.0.1', port: 0 });
console.log(`listening on http://127.0.0.1:${app.server.address().port}`);
