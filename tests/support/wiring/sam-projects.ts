import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { isJsonObject, parseJson, type JsonObject } from "../../../src/harness/core/json.ts";

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
  return entries.filter(isJsonObject).map(readEntry);
}

function readEntry(entry: JsonObject): SamProject {
  const name = typeof entry["name"] === "string" ? entry["name"] : "";
  const template = typeof entry["template"] === "string" ? entry["template"] : "";
  const routes = isJsonObject(entry["deployedRoutes"])
    ? Object.entries(entry["deployedRoutes"])
    : [];
  return {
    name,
    template,
    deployedRoutes: Object.fromEntries(
      routes.map(([api, list]) => [
        api,
        Array.isArray(list) ? list.filter((route) => typeof route === "string") : [],
      ]),
    ),
    read: (file) => {
      const full = path.join(folder, name, path.dirname(template), file);
      return existsSync(full) ? readFileSync(full, "utf8") : null;
    },
  };
}
