"use strict";

// Runs before anything else, also under a Node.js that is much too old: keep the syntax plain.
// Used by the npm scripts of the repository (24 or later: tests are TypeScript without a build) and,
// copied into the package, by the published command.

/**
 * Say why the running Node.js does not do, or undefined when it does.
 *
 * @param {string} found version of the running Node.js, for example "20.20.2"
 * @param {string} needed lowest version that works, for example "22.19.0"
 * @param {string} nextAction what the reader should do now
 * @returns {string | undefined}
 */
function explainUnsupportedNode(found, needed, nextAction) {
  var have = found.split(".").map(Number);
  var want = needed.split(".").map(Number);
  for (var i = 0; i < want.length; i += 1) {
    var difference = (have[i] || 0) - want[i];
    if (difference > 0) return undefined;
    if (difference < 0) {
      return (
        "lockstep: this Node.js is too old.\n" +
        "  found:  " +
        found +
        " (" +
        process.execPath +
        ")\n" +
        "  needed: " +
        needed +
        " or later\n" +
        "  next:   " +
        nextAction +
        "\n"
      );
    }
  }
  return undefined;
}

/** End the process with exit code 3 (environment) when the running Node.js does not do. */
function checkNode(needed, nextAction) {
  var message = explainUnsupportedNode(process.versions.node, needed, nextAction);
  if (message === undefined) return;
  process.stderr.write(message);
  process.exit(3);
}

module.exports = { checkNode: checkNode, explainUnsupportedNode: explainUnsupportedNode };

if (require.main === module) {
  checkNode(
    "24.0.0",
    "run `npm ci`, then use `npm test` or `npm start`: npm scripts pick up the pinned Node.js in " +
      "node_modules/.bin.\n          Where no pinned one exists (macOS), install Node.js 24 or later.",
  );
}
