import { createHash } from "node:crypto";
import { parse } from "yaml";
import { loadApiDocument } from "../../src/harness/model/openapi/load-api-document.ts";
import { validateWithSwaggerParser } from "../../src/harness/model/openapi/validate-with-swagger-parser.ts";
import { largeDocument, largeYaml, threeMegabytes } from "../support/model/large-document.ts";
import { median } from "./measure/median.ts";

export const name = "document-rules";

const turns = 5;
const hashing = { sha256: (text: string) => createHash("sha256").update(text).digest("hex") };

async function time(work: () => unknown): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

/**
 * What a document of 3 MB costs (500 operations, 1,100 recursive schemas), as multiples of parsing its YAML with
 * the positioned parser and nothing more: loading it up to its operations, and everything its rules and
 * swagger-parser have to say. Medians of turns that run one after the other.
 */
export async function run(): Promise<Readonly<Record<string, number>>> {
  const yaml = largeYaml(threeMegabytes);
  const json = JSON.stringify(largeDocument(threeMegabytes), null, 2);
  const load = (file: string, text: string) => loadApiDocument({ file, text, hashing });
  const times = {
    parse: [] as number[],
    yaml: [] as number[],
    json: [] as number[],
    rules: [] as number[],
    parser: [] as number[],
  };
  for (let turn = 0; turn < turns; turn += 1) {
    times.parse.push(await time(() => parse(yaml, { uniqueKeys: false, prettyErrors: false })));
    times.yaml.push(await time(() => load("large.yaml", yaml).operations));
    times.json.push(await time(() => load("large.json", json).operations));
    const document = load("large.yaml", yaml);
    times.rules.push(await time(() => document.problems));
    times.parser.push(await time(() => validateWithSwaggerParser(document)));
  }
  const reference = median(times.parse);
  return {
    "3 MB of YAML loaded / parsed with positions": median(times.yaml) / reference,
    "3 MB of JSON loaded / YAML parsed with positions": median(times.json) / reference,
    "all rules over 3 MB / YAML parsed with positions": median(times.rules) / reference,
    "swagger-parser over 3 MB / YAML parsed with positions": median(times.parser) / reference,
  };
}
