import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { isJsonObject, parseJson } from "../../../src/harness/core/json.ts";

const folder = path.resolve("../shared/corpus/sam-projects");

/** A public SAM project: its template, and the routes its deployment has, by API. */
export interface SamProject {
  readonly name: string;
  readonly template: string;
  readonly deployedRoutes: Readonly<Record<string, readonly string[]>>;
  /** The text of a file relative to the template's folder; `null` when it is not there. */
  read(file: string): string | null;
}

/** The public SAM projects beside the repository; none where that folder is absent. */
export function listSamProjects(): readonly SamProject[] {
  const index = path.join(folder, "index.json");
  if (!existsSync(index)) return [];
  const entries = parseJson(readFileSync(index, "utf8"));
  if (!Array.isArray(entries)) return [];
  return entries.filter(isJsonObject).map((entry) => {
    const { name, template, deployedRoutes } = entry;
    const home = path.join(folder, String(name));
    const routes = isJsonObject(deployedRoutes) ? Object.entries(deployedRoutes) : [];
    return {
      name: String(name),
      template: String(template),
      deployedRoutes: Object.fromEntries(
        routes.map(([api, list]) => [api, Array.isArray(list) ? list.map(String) : []]),
      ),
      read: (file) => {
        const full = path.join(home, path.dirname(String(template)), file);
        return existsSync(full) ? readFileSync(full, "utf8") : null;
      },
    };
  });
}
