import { expect } from "chai";
import { evaluateInTemplate } from "../../../../support/wiring/read-template.ts";

const sections = "Resources: { Queue: { Type: AWS::SQS::Queue } }";

function blocks(expression: string): string | undefined {
  return evaluateInTemplate(sections, `!Join [" ", ${expression}]`);
}

describe("Fn::Cidr", () => {
  const vectors: readonly (readonly [string, string])[] = [
    [
      "!Cidr [192.168.0.0/24, 6, 5]",
      "192.168.0.0/27 192.168.0.32/27 192.168.0.64/27 192.168.0.96/27 192.168.0.128/27 192.168.0.160/27",
    ],
    ["!Cidr [10.0.0.0/16, 2, 8]", "10.0.0.0/24 10.0.1.0/24"],
    ["!Cidr [10.0.3.7/16, '1', '4']", "10.0.0.0/28"],
    ["!Cidr ['2001:db8:1234:1a00::/56', 2, 64]", "2001:db8:1234:1a00::/64 2001:db8:1234:1a01::/64"],
    ["!Cidr ['::/0', 2, 64]", "::/64 0:0:0:1::/64"],
  ];
  for (const [expression, expected] of vectors) {
    it(`works out ${expression}`, () => {
      expect(blocks(expression)).to.equal(expected);
    });
  }

  for (const [expression, reason] of [
    ["!Cidr [10.0.0.0/24, 2, 8]", "no room for 2 blocks"],
    ["!Cidr [10.0.0/24, 1, 4]", "no address block"],
    ["!Cidr [10.0.0.0/24, 300, 4]", "from 1 to 256"],
    ["!Cidr [10.0.0.0/24, 1]", "takes an address block, a count and bits"],
    ["!Cidr [!ImportValue block, 1, 4]", "exported value block"],
  ] as const) {
    it(`leaves ${expression} unknown`, () => {
      expect(blocks(expression))
        .to.match(/^unknown: /)
        .and.contain(reason);
    });
  }
});
