import { FileStamps, type Interest } from "../../local/lambda/sources/file-stamps.ts";
import { withFileJournal } from "./file-journal.ts";
import { loadProject, type Project } from "./load-project.ts";
import type { ResolvedConfig } from "./project-config.ts";
import { resolveConfig, type ConfigOverrides, type ConfigResolution } from "./resolve-config.ts";

/** A project as loaded, with its configuration. */
export interface LoadedProject {
  readonly resolution: ConfigResolution;
  readonly project: Project;
}

/** What came of loading a project, and the files that decide it, as they were. */
export interface StampedLoad {
  readonly loaded: LoadedProject | null;
  /** What was thrown; `null` where the project is loaded. */
  readonly error: unknown;
  readonly stamps: FileStamps;
}

/**
 * Resolves the configuration and loads the project, and keeps which files were read or looked for: the
 * configuration and what it imports, samconfig, template, documents and what these include.
 *
 * @param earlier stamps of an earlier load, whose files stay under watch where this one fails
 * @param settle answers in the place of the configuration where something cannot change any more
 */
export async function loadWithStamps(
  overrides: ConfigOverrides,
  earlier: FileStamps,
  settle: (config: ResolvedConfig) => ResolvedConfig = (config) => config,
): Promise<StampedLoad> {
  const before = FileStamps.before(earlier.files);
  const since = Date.now();
  const notes = new Map<string, Interest>();
  try {
    const loaded = await withFileJournal(notes, async () => {
      const resolution = await resolveConfig(overrides);
      return { resolution, project: loadProject(settle(resolution.config)) };
    });
    return { loaded, error: null, stamps: FileStamps.after(notes, before, since) };
  } catch (error) {
    const files = new Map([...earlier.files, ...notes]);
    return { loaded: null, error, stamps: FileStamps.after(files, before, since) };
  }
}
