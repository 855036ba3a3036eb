import { expect } from "chai";
import { describe, it } from "mocha";
import {
  maskComments,
  masked,
  maskPlaceholders,
} from "../../../../../src/harness/model/gateway/templates/mask-template.ts";

describe("maskPlaceholders", () => {
  it("takes ${Name} for CloudFormation's and leaves ${!name} as ${name}, place for place", () => {
    expect(maskPlaceholders("a ${B} ${!c.d} $e")).to.equal(`a ${masked.repeat(4)}  \${c.d} $e`);
  });
});

describe("maskComments", () => {
  it("blanks comments and unparsed parts, lines kept", () => {
    expect(maskComments("a ## b\n#set #* c\nd *# e #[[ #if ]]# f")).to.equal(
      `a${" ".repeat(5)}\n#set${" ".repeat(5)}\n${" ".repeat(4)} e${" ".repeat(12)} f`,
    );
  });

  it("takes a comment without an end to the end", () => {
    expect(maskComments("a #* b")).to.equal("a     ");
    expect(maskComments("a ## b")).to.equal("a     ");
  });
});
