import { readFileSync } from "node:fs";
import path from "node:path";
import type { Plugin } from "esbuild";
import { parseSync } from "oxc-parser";
import { distribution } from "../support/repository.ts";

/**
 * A plugin that puts `lockstepImportMeta(file)` in the place of each `import.meta`, so that bundled files
 * still find what lies beside them in dist. The bundle's banner has to define that function.
 *
 * @param bundle what files from outside dist are taken to be, relative to dist
 */
export function replaceImportMeta(bundle: string): Plugin {
  return {
    name: "import-meta",
    setup(context) {
      context.onLoad({ filter: /\.m?js$/ }, ({ path: file }) => {
        const source = readFileSync(file, "utf8");
        if (!source.includes("import.meta")) return undefined;
        const relative = path.relative(distribution, file).split(path.sep).join("/");
        const shown = relative.startsWith("..") ? bundle : relative;
        return { contents: replaceIn(file, source, shown), loader: "js" };
      });
    },
  };
}

function replaceIn(file: string, source: string, shown: string): string {
  let replaced = source;
  for (const { start, end } of parseSync(file, source).module.importMetas.toReversed()) {
    const stand = `lockstepImportMeta(${JSON.stringify(shown)})`;
    replaced = `${replaced.slice(0, start)}${stand}${replaced.slice(end)}`;
  }
  return replaced;
}
