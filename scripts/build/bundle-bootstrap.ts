import path from "node:path";
import { build } from "esbuild";
import { distribution } from "../support/repository.ts";

/** The main module of a function's process, relative to dist. */
export const bootstrapFile = "local/lambda/runtime/bootstrap-child.js";

/**
 * Make the main module of a function's process one file that loads nothing but Node.js itself: every cold start pays
 * for each file it has to find, read and link.
 */
export async function bundleBootstrap(): Promise<void> {
  const file = path.join(distribution, bootstrapFile);
  await build({
    entryPoints: [file],
    outfile: file,
    allowOverwrite: true,
    bundle: true,
    minify: true,
    // Stack lines are told apart by the names of functions.
    keepNames: true,
    format: "esm",
    platform: "node",
    target: "node22.19",
    legalComments: "none",
    logLevel: "warning",
  });
}
