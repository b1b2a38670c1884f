#!/usr/bin/env node
import { pathToFileURL } from 'node:url';
import { bundle, home } from './bundle.mjs';

process.setSourceMapsEnabled(true);
// The AWS SDK warns of Node 20 in every process; which versions Parley runs on, package.json says.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true';
const { parley, queryProcess, server, digest } = await bundle();
const { main } = await import(pathToFileURL(parley));
process.exitCode = await main(process.argv.slice(2), { home, queryProcess, server, codeDigest: digest });
