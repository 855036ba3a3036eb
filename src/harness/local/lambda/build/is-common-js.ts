import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { isObject } from "../../../core/json.ts";

/** Whether Node.js takes a JavaScript file for CommonJS, by its name and the nearest `package.json`. */
export function isCommonJs(file: string): boolean {
  if (/\.(?:cjs|node)$/.test(file)) return true;
  if (!file.endsWith(".js")) return false;
  for (let folder = path.dirname(file); ; folder = path.dirname(folder)) {
    const manifest = path.join(folder, "package.json");
    if (existsSync(manifest)) {
      const value: unknown = JSON.parse(readFileSync(manifest, "utf8"));
      return !isObject(value) || value["type"] !== "module";
    }
    if (folder === path.dirname(folder)) return true;
  }
}
