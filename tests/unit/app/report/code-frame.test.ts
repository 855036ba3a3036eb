import { expect } from "chai";
import { codeFrame } from "../../../../src/harness/app/report/code-frame.ts";

/** The line of the place and the caret below it. */
const frame = (text: string, column: number) =>
  codeFrame({ file: "a", line: 1, column }, text).slice(0, 2);

describe("A code frame", () => {
  it("shows the line, its neighbours and a caret under the column", () => {
    expect(codeFrame({ file: "a", line: 2, column: 3 }, "a:\n  b: 1\nc: 2\nd: 3\n")).to.deep.equal([
      "  1 | a:",
      "> 2 |   b: 1",
      "    |   ^",
      "  3 | c: 2",
    ]);
  });

  it("is empty without a text, without a line, and for a line the text does not have", () => {
    expect(codeFrame({ file: "a", line: 1 }, null)).to.deep.equal([]);
    expect(codeFrame({ file: "a" }, "x")).to.deep.equal([]);
    expect(codeFrame({ file: "a", line: 9 }, "x")).to.deep.equal([]);
  });

  it("keeps tabs before the caret, so that it stands below its character", () => {
    expect(frame("\t\tb: 1", 3)).to.deep.equal(["> 1 | \t\tb: 1", "    | \t\t^"]);
  });

  it("counts wide characters as two columns, and what is joined as one character once", () => {
    expect(frame("日本: x", 5)).to.deep.equal(["> 1 | 日本: x", "    |       ^"]);
    expect(frame("e\u0301: x", 5)).to.deep.equal(["> 1 | e\u0301: x", "    |    ^"]);
    expect(frame("👍🏽: x", 7)).to.deep.equal(["> 1 | 👍🏽: x", "    |     ^"]);
  });

  it("cuts a long line around the column", () => {
    const [line = "", caret = ""] = frame(`{${"a".repeat(5000)}X${"b".repeat(5000)}`, 5002);
    expect(line.length).to.be.below(180);
    expect(line.charAt(caret.indexOf("^"))).to.equal("X");
    expect(line).to.match(/^> 1 \| …a+Xb+…$/);
    expect(frame(`Xa${"b".repeat(500)}`, 1)[1]).to.equal("    | ^");
  });

  it("takes no time for a line of a megabyte that looks like tokens", () => {
    const text = `x: ${"-eyJabcdefgh".repeat(100_000)}`;
    expect(frame(text, 600_000)[0]?.length).to.be.below(180);
  });

  it("writes over a secret whose name is cut off", () => {
    const [line = ""] = frame(`{"password":"${"s".repeat(900)}","b":1}`, 800);
    expect(line).to.match(/^> 1 \| …\*+…$/);
  });

  it("reads Windows line ends and shows no control characters", () => {
    expect(codeFrame({ file: "a", line: 1, column: 1 }, "a: 1\r\nb: 2\r\n")).to.deep.equal([
      "> 1 | a: 1",
      "    | ^",
      "  2 | b: 2",
    ]);
    expect(frame("a: \u001B[31mred", 1)[0]).to.equal("> 1 | a: \uFFFD[31mred");
  });

  it("writes over secrets, and the caret stays where it was", () => {
    expect(frame("  DbPassword: hunter2hunter2", 3)).to.deep.equal([
      "> 1 |   DbPassword: **************",
      "    |   ^",
    ]);
    expect(frame('{ "apiKey": "abcdef123456" }', 1)[0]).to.equal(
      '> 1 | { "apiKey": "************" }',
    );
    expect(frame("x: AKIAABCDEFGHIJKLMNOP", 1)[0]).to.equal(`> 1 | x: ${"*".repeat(20)}`);
    expect(frame("Authorization: Bearer abc.def-ghi", 1)[0]).not.to.contain("abc.def");
  });

  for (const [line, shown] of [
    ["aws_access_key_id = abcdefgh", "aws_access_key_id = ********"],
    ["AWS_SECRET_ACCESS_KEY=abc/def+gh", "AWS_SECRET_ACCESS_KEY=**********"],
    ["x: ghp_abcdefghijklmnopqrstuvwxyz0123456789", `x: ${"*".repeat(40)}`],
    ["x: xoxb-123456789012-abc", `x: ${"*".repeat(21)}`],
    ["url: postgres://app:hunter2@db:5432/x", "url: postgres://app:*******@db:5432/x"],
    ["DbPwd: hunter2", "DbPwd: *******"],
  ] as const)
    it(`writes over the secret of ${line}`, () => {
      expect(frame(line, 1)[0]).to.equal(`> 1 | ${shown}`);
    });

  it("writes over every line of a private key, and shows what is around it", () => {
    const text = [
      "a: |",
      "  -----BEGIN RSA PRIVATE KEY-----",
      "  MIIEabc",
      "  xyz0123",
      "  -----END RSA PRIVATE KEY-----",
      "b: shown",
    ].join("\n");
    const at = (line: number) => codeFrame({ file: "a", line }, text).join("\n");
    expect(at(3)).to.contain("> 3 |   *******").and.contain("  4 |   *******");
    expect(at(4)).to.not.match(/MIIE|xyz/);
    expect(at(6)).to.contain("-----END RSA").and.contain("b: shown");
  });

  it("writes over the block of a member that is named like a secret", () => {
    const text = "a:\n  DbPassword: |-\n    hunter2\n    more\n  b: shown\n";
    const at = (line: number) => codeFrame({ file: "a", line }, text).join("\n");
    expect(at(3)).to.contain("> 3 |     *******").and.contain("  4 |     ****");
    expect(at(5)).to.contain("> 5 |   b: shown").and.not.contain("more");
  });

  it("is empty for a file that holds secrets", () => {
    for (const file of [".env", "a/.env.prod", "credentials", "../.aws/config", "k/server.pem"])
      expect(codeFrame({ file, line: 1 }, "x: 1\n")).to.deep.equal([]);
    expect(codeFrame({ file: "env.json", line: 1 }, "x: 1\n")).to.not.deep.equal([]);
  });

  for (const line of [
    "nextToken: { type: string }",
    "token:",
    "Secret: !Ref DbSecret",
    "Password: ${DbPassword}",
    "tokenUrl: https://example.com/token",
    "apiKey: string",
    "Secret: arn:aws:secretsmanager:eu-west-1:1:secret:x",
    "maxTokens: 100000",
    "type: apiKey",
    "uri: arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/x:live@1",
    "url: https://example.com:8080/a@b",
  ])
    it(`shows ${line}, which is no secret`, () => {
      expect(frame(line, 1)[0]).to.equal(`> 1 | ${line}`);
    });
});
