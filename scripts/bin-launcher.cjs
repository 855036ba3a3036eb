#!/usr/bin/env node
"use strict";

// The published command: check the runtime in plain syntax first, then load the real program.
require("./check-node.cjs").checkNode(
  "@ENGINE@",
  "install a supported Node.js (https://nodejs.org), then run the command again.",
);
import("@MAIN@").catch(function (error) {
  process.stderr.write("lockstep: could not start\n" + ((error && error.stack) || error) + "\n");
  process.exit(4);
});
