#!/usr/bin/env node
import module from "node:module";

// Present from Node 22 on; saves most of the time that start-up spends compiling.
module.enableCompileCache?.();
await import("../dist/cli.js");
