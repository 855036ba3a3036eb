import { createHash } from "node:crypto";
import { parse } from "yaml";
import type { ApiDocument } from "../../src/harness/model/openapi/api-document.ts";
import { loadApiDocument } from "../../src/harness/model/openapi/load-api-document.ts";
import { schemaRegistryOf } from "../../src/harness/model/openapi/schema-registry-of.ts";
import { largeDocument, largeYaml, threeMegabytes } from "../support/model/large-document.ts";
import { median } from "./measure/median.ts";

export const name = "document";

const operations = 2 * threeMegabytes.paths;
const turns = 5;

const hashing = { sha256: (text: string) => createHash("sha256").update(text).digest("hex") };

function load(text: string, file: string): ApiDocument {
  const document = loadApiDocument({ file, text, hashing, name: "large", shortTags: [] });
  if (document.operations.length !== operations) throw new Error(`${file} was not read whole`);
  return document;
}

/** Judges a value by the body schemas of so many operations; a fresh document has compiled nothing yet. */
function judgeBodies(document: ApiDocument, count: number): void {
  const registry = schemaRegistryOf(document);
  for (const { requestBody } of document.operations.slice(0, count)) {
    for (const { schemaPointer } of requestBody?.content ?? []) {
      if (schemaPointer === null) continue;
      registry.validatorAt(schemaPointer, document.dialect, "request").validate({});
    }
  }
}

function timed(work: () => unknown): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}

/**
 * An OpenAPI document of 3 MB with 500 operations and recursive schemas: loaded, as a multiple of parsing the same text,
 * and compiled lazily: judging by one operation must not compile those of all. Seconds are told, the bars are on the
 * multiples: on an idle machine they keep loading under a second.
 */
export function run(): Promise<Readonly<Record<string, number>>> {
  const yaml = largeYaml(threeMegabytes);
  const json = JSON.stringify(largeDocument(threeMegabytes), null, 1);
  const times = {
    json: [] as number[],
    yaml: [] as number[],
    loadJson: [] as number[],
    loadYaml: [] as number[],
    one: [] as number[],
    all: [] as number[],
  };
  for (let turn = 0; turn < turns; turn += 1) {
    times.json.push(timed(() => JSON.parse(json) as unknown));
    times.yaml.push(timed(() => parse(yaml) as unknown));
    times.loadYaml.push(timed(() => load(yaml, "large.yaml")));
    times.loadJson.push(timed(() => load(json, "large.json")));
    const [first, second] = [load(json, "large.json"), load(json, "large.json")];
    times.one.push(timed(() => judgeBodies(first, 1)));
    times.all.push(timed(() => judgeBodies(second, operations)));
  }
  return Promise.resolve({
    "3 MB of JSON loaded / JSON.parse": median(times.loadJson) / median(times.json),
    "3 MB of YAML loaded / parse of yaml": median(times.loadYaml) / median(times.yaml),
    "3 MB of JSON loaded: seconds": median(times.loadJson) / 1000,
    "3 MB of YAML loaded: seconds": median(times.loadYaml) / 1000,
    "one operation compiled / all of them": median(times.one) / median(times.all),
  });
}
