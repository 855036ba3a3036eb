import path from "node:path";
import type { FunctionDefinition } from "../../../core/function-invoker.ts";
import { isBuildFailure, sourcesOf } from "../build/build-module.ts";
import { externalPackages } from "../build/external-packages.ts";
import { steeringFiles } from "../build/steering-files.ts";
import { runtimeMajor } from "../runtime-major.ts";

/**
 * The files that JavaScript which runs as it lies imports, itself, the packages' own first files and
 * each `package.json` on the way among them. What cannot be followed (a computed path, a fault in the
 * source) is left out.
 */
export async function traceModule({
  entryFile,
  layers,
  runtime,
}: Pick<FunctionDefinition, "entryFile" | "layers" | "runtime">): Promise<readonly string[]> {
  const root = path.dirname(entryFile);
  const esbuild = await import("esbuild").catch(() => null);
  if (esbuild === null) return [entryFile];
  const nodeMajor = runtimeMajor(runtime) ?? 24;
  const packages = externalPackages({ external: [], format: "esm", layers, nodeMajor });
  try {
    const { metafile } = await esbuild.build({
      entryPoints: [entryFile],
      absWorkingDir: root,
      bundle: true,
      platform: "node",
      format: "esm",
      outfile: path.join(root, "lockstep-trace.mjs"),
      plugins: [packages.plugin],
      loader: { ".node": "empty", ".html": "empty", ".graphql": "empty" },
      logLevel: "silent",
      write: false,
      metafile: true,
    });
    const sources = sourcesOf(Object.keys(metafile.inputs), root);
    const steering = steeringFiles([entryFile, ...sources]);
    return [...new Set([entryFile, ...sources, ...packages.files, ...steering])];
  } catch (error) {
    if (!isBuildFailure(error)) throw error;
    const places = error.errors.flatMap(({ location }) =>
      location === null ? [] : path.resolve(root, location.file),
    );
    return [...new Set([entryFile, ...places, ...steeringFiles([entryFile])])];
  }
}
