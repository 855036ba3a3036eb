import { expect } from "chai";
import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { loadApiDocument } from "../../../../src/harness/model/openapi/load-api-document.ts";
import { loadTemplate } from "../../../../src/harness/model/template/load-template.ts";
import { readSamConfig } from "../../../../src/harness/model/template/sam-config.ts";
import type { ProjectModel } from "../../../../src/harness/model/wiring/project-model.ts";
import { wireProject } from "../../../../src/harness/model/wiring/wire-project.ts";
import { testContext } from "../../../support/wiring/read-template.ts";

function read(file: string): string | null {
  return existsSync(file) ? readFileSync(file, "utf8") : null;
}

function wire(environment: string): ProjectModel {
  const config = readSamConfig({
    file: "samconfig.toml",
    text: read("samconfig.toml") ?? "",
    environment,
  });
  expect(config.problems).to.deep.equal([]);
  const template = loadTemplate({
    file: "template.yaml",
    text: read("template.yaml") ?? "",
    context: { ...testContext, parameters: config.parameterOverrides },
  });
  const hashing = { sha256: (text: string) => createHash("sha256").update(text).digest("hex") };
  const document = loadApiDocument({
    file: "openapi.yaml",
    text: read("openapi.yaml") ?? "",
    hashing,
  });
  const documents = new Map(template.apis.map(({ logicalId }) => [logicalId, document] as const));
  return wireProject({ template, documents, files: { read }, templateDir: "." });
}

describe("the Order API", () => {
  for (const [environment, stage] of [
    ["default", "dev"],
    ["staging", "staging"],
    ["prod", "prod"],
  ] as const) {
    it(`is wired from end to end on ${stage}`, () => {
      const project = wire(environment);
      expect([...project.template.problems, ...project.problems]).to.deep.equal([]);
      expect(project.template.tables.map(({ tableName }) => tableName)).to.deep.equal([
        `${stage}-orders`,
      ]);
      const [api] = project.apis;
      expect(api?.resource.stageName).to.deep.equal({ known: true, value: stage });
      for (const { operation, integration, function: called, permitted } of api?.operations ?? []) {
        expect(integration.kind, operation.key).to.equal("lambda");
        expect(called?.handler?.exportName, operation.key).to.equal("handler");
        expect(permitted, operation.key).to.equal(true);
      }
      expect(api?.operations).to.have.length.greaterThan(3);
    });
  }
});
