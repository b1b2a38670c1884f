#!/usr/bin/env node
import { pathToFileURL } from 'node:url';
import { bundle, home } from './bundle.mjs';

process.setSourceMapsEnabled(true);
const { parley, queryProcess, server, digest } = await bundle();
const { main } = await import(pathToFileURL(parley));
process.exitCode = await main(process.argv.slice(2), { home, queryProcess, server, codeDigest: digest });
