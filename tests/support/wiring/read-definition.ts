import { createHash } from "node:crypto";
import type { Hashing } from "../../../src/harness/core/ports.ts";
import type { TemplateModel } from "../../../src/harness/model/template/template-model.ts";
import {
  readApiDocument,
  type DocumentRead,
} from "../../../src/harness/model/wiring/definition/read-api-document.ts";
import { wireProject } from "../../../src/harness/model/wiring/wire-project.ts";
import type { ProjectModel } from "../../../src/harness/model/wiring/project-model.ts";

const hashing: Hashing = {
  sha256: (text) => createHash("sha256").update(text).digest("hex"),
};

/** Reads the document of an API of a template; files are given by path. */
export function readDefinition(
  template: TemplateModel,
  logicalId: string,
  files: Readonly<Record<string, string>> = {},
): DocumentRead {
  const api = template.apis.find((each) => each.logicalId === logicalId);
  if (api === undefined) throw new Error(`the template has no API ${logicalId}`);
  return readApiDocument({
    template,
    api,
    hashing,
    references: { read: (path) => files[path] ?? null },
    open: (location) => {
      const text = files[location];
      return text === undefined ? null : { file: location, text };
    },
  });
}

/** The operations of an API's document, `GET /orders`, in its order. */
export function keysOf({ document }: DocumentRead): readonly string[] {
  return document?.operations.map(({ key }) => key) ?? [];
}

/** Wires a template with the documents its APIs deploy with. */
export function wireTemplate(
  template: TemplateModel,
  files: Readonly<Record<string, string>> = {},
  configuredFunctions: readonly string[] = [],
): ProjectModel {
  const documents = template.apis.flatMap(({ logicalId }) => {
    const { document } = readDefinition(template, logicalId, files);
    return document === null ? [] : [[logicalId, document] as const];
  });
  return wireProject({
    template,
    documents: new Map(documents),
    files: { read: (path) => files[path] ?? null },
    templateDir: ".",
    configuredFunctions,
  });
}
