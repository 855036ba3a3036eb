import { expect } from "chai";
import { describe, it } from "mocha";
import { existsSync, globSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { exampleRequests } from "../../../../src/harness/model/generate/example-requests.ts";
import { loadApiDocument } from "../../../../src/harness/model/openapi/load-api-document.ts";
import { matchOperation } from "../../../../src/harness/model/openapi/match-operation.ts";
import { hashing } from "../../../support/model/load-document.ts";

const folder = join(import.meta.dirname, "../../../../../shared/corpus/sam-projects");
const corpus = existsSync(folder)
  ? folder
  : join(import.meta.dirname, "../../../../../../shared/corpus/sam-projects");
const isDocument = /^\s*"?(openapi|swagger)"?\s*:/m;

describe("documents of real SAM projects", () => {
  it("load, are inspected and asked for requests without a throw", function () {
    if (!existsSync(corpus)) return this.skip();
    const files = globSync("**/*.{yaml,yml,json}", { cwd: corpus });
    const texts = files.map((file) => ({ file, text: readFileSync(join(corpus, file), "utf8") }));
    const documents = texts.filter(
      ({ text }) => isDocument.test(text) && !/^Resources:/m.test(text),
    );
    expect(documents.length).to.be.greaterThan(10);
    for (const { file, text } of documents) {
      const read = (path: string): string | null =>
        existsSync(join(corpus, path)) ? readFileSync(join(corpus, path), "utf8") : null;
      const document = loadApiDocument({ file, text, hashing, files: { read } });
      expect(document.operations.length, `${file} in ${dirname(file)}`).to.be.greaterThan(0);
      for (const { location } of document.problems)
        expect(location?.line, file).to.be.greaterThan(0);
      for (const operation of document.operations) {
        for (const { request } of exampleRequests(document, operation)) {
          expect(
            matchOperation(document, request.method, request.path),
            `${file} ${operation.key}`,
          ).not.to.equal(null);
        }
      }
    }
  });
});
