import type { FunctionDefinition } from "../../../core/function-invoker.ts";
import type { BuildCache } from "../build/build-cache.ts";
import type { CommandSearch } from "../runtime-api/function-command.ts";
import { FunctionSources, type SourceReload } from "./function-sources.ts";
import { prepareSource } from "./prepare-source.ts";

/** That a pool watches the sources of its functions. */
export interface SourceWatch {
  /** Told of every function that was prepared anew, and of every one that cannot be prepared. */
  readonly onReload: (reload: SourceReload) => void;
}

/** The sources of a pool's functions, by what runs each. */
export function createPoolSources(
  watch: SourceWatch,
  cache: BuildCache,
  commandOf: (definition: FunctionDefinition) => CommandSearch,
  onChange: (logicalId: string) => void,
): FunctionSources {
  return new FunctionSources({
    prepare: (definition) => {
      const search = definition.runtime.startsWith("nodejs") ? null : commandOf(definition);
      return prepareSource(
        definition,
        cache,
        search?.ok === true ? search.command.executable : null,
      );
    },
    onChange,
    onReload: watch.onReload,
  });
}
