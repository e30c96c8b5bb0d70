#!/usr/bin/env node
import { main } from "../dist/main.js";

// A connection that something left open must not keep a process that has failed: nobody would start it again.
process.exit(await main(process.argv.slice(2)));
