import { expect } from "chai";
import { attributeNamesOf } from "../../../../../src/harness/model/template/resources/attribute-names.ts";
import {
  kindNames,
  resourceKindOf,
} from "../../../../../src/harness/model/template/resources/resource-kinds.ts";

describe("attributeNamesOf", () => {
  it("gives every attribute of a type, none for a type without, and null for others", () => {
    expect(attributeNamesOf("AWS::DynamoDB::Table")).to.have.members(["Arn", "StreamArn"]);
    expect(attributeNamesOf("AWS::S3::BucketPolicy")).to.deep.equal([]);
    expect(attributeNamesOf("AWS::Glue::Nothing")).to.equal(null);
    expect(attributeNamesOf("AWS::CloudFormation::Stack")).to.equal(null);
    expect(attributeNamesOf("Custom::Own")).to.equal(null);
  });

  it("names every attribute whose value is worked out", () => {
    for (const type of kindNames()) {
      const names = attributeNamesOf(type);
      const worked = Object.keys(resourceKindOf(type)?.attributes ?? {});
      if (names !== null) expect(names, type).to.include.members(worked);
    }
  });
});
