import { expect } from "chai";
import {
  judgeExchange,
  toEvidence,
  type JudgeInput,
} from "../../../../src/harness/checks/conformance/judge-exchange.ts";
import type { HttpResponse } from "../../../../src/harness/core/http-message.ts";
import type { Trace } from "../../../../src/harness/core/target.ts";
import { schemaRegistryOf } from "../../../../src/harness/model/openapi/schema-registry-of.ts";
import { answer, exchangeOf } from "../../../support/app/scripted-target.ts";
import { readDocument } from "../../../support/contracts/read-document.ts";

const document = readDocument(`openapi: 3.0.3
info: { title: Notes, version: "1" }
paths:
  /notes:
    get:
      responses:
        "200":
          description: notes
          content:
            application/json:
              schema: { type: array, items: { type: string } }
        "400": { description: no }
        "404": { description: none }
        "409": { description: clash }
        "500": { description: fault }
`);
const request = { method: "GET", path: "/notes", query: "", headers: [], body: null };

function input(
  response: HttpResponse,
  trace: Partial<Trace> = {},
  changes: Partial<JudgeInput> = {},
): JudgeInput {
  const [operation] = document.operations;
  if (operation === undefined) throw new Error("The document has an operation.");
  return {
    document,
    registry: schemaRegistryOf(document),
    operation,
    exchange: exchangeOf(request, response, trace),
    requestValid: true,
    mustBeAccepted: true,
    reproduction: "curl …",
    ...changes,
  };
}

const codesOf = (given: JudgeInput) => judgeExchange(given).problems.map(({ code }) => code);
const byGateway = { answeredBy: "gateway", functionId: null } as const;

describe("A streamed answer whose function failed half way", () => {
  it("is the function's failure, whatever came of the answer", () => {
    const failure = {
      kind: "thrown",
      errorType: "RangeError",
      errorMessage: "no",
      trace: [],
    } as const;
    const trace = { answeredBy: "function", functionId: "Fn", failure } as const;
    const [problem, ...others] = judgeExchange(input(answer(200, []), trace)).problems;
    expect(others).to.deep.equal([]);
    expect(problem).to.include({ code: "conformance/function-failed", actual: "RangeError: no" });
    expect(problem?.message).to.contain("after its answer had begun");
  });
});

describe("A request about which the gateway's validator and the spec disagree", () => {
  const loose = { acceptedBy: "gateway", found: ["query parameter q must be an integer"] } as const;
  const strict = { acceptedBy: "document", found: ["body must be an object, found null"] } as const;

  it("is an information, beside the verdict on the answer", () => {
    const given = input(answer(200, []), { answeredBy: "function", disagreement: loose });
    const [problem, ...others] = judgeExchange(given).problems;
    expect(others).to.deep.equal([]);
    expect(problem).to.include({ code: "conformance/validators-disagree", severity: "info" });
    expect(problem?.message).to.contain("lets a request for GET /notes pass");
    expect(problem?.message).to.contain("query parameter q must be an integer");
  });

  it("accuses nobody where the gateway refused it, and is not told twice", () => {
    const refused = { ...byGateway, gatewayResponseType: "BAD_REQUEST_BODY", disagreement: strict };
    const asked = input(answer(400, {}), refused, { mustBeAccepted: false });
    expect(codesOf(asked)).to.deep.equal(["conformance/validators-disagree"]);
    expect(codesOf(input(answer(400, {}), refused))).to.deep.equal([
      "conformance/valid-request-refused",
    ]);
  });

  it("is nothing where they agree", () => {
    expect(codesOf(input(answer(200, []), { answeredBy: "function" }))).to.deep.equal([]);
  });
});

describe("The answer of a function that called what is not emulated", () => {
  const call = { service: "sqs", action: "SendMessage", resource: null };
  const awsCalls = [{ ...call, status: 501, errorName: "NotImplemented" }];
  const failure = { errorType: "NotImplemented", errorMessage: "no", trace: ["NotImplemented"] };

  it("accuses nobody when the function failed of it", () => {
    const given = input(answer(502, {}), {
      ...byGateway,
      failure: { ...failure, kind: "thrown" },
      awsCalls,
    });
    const [problem, ...others] = judgeExchange(given).problems;
    expect(others).to.deep.equal([]);
    expect(problem).to.include({
      code: "conformance/service-not-emulated",
      severity: "warning",
    });
    expect(problem?.message).to.contain("called sqs:SendMessage, which is not emulated");
  });

  it("accuses nobody when it answered an error", () => {
    for (const status of [400, 418, 500]) {
      expect(codesOf(input(answer(status, {}), { awsCalls }))).to.deep.equal([
        "conformance/service-not-emulated",
      ]);
    }
  });

  it("is judged as any other when it succeeded", () => {
    expect(codesOf(input(answer(200, [7]), { awsCalls }))).to.deep.equal([
      "conformance/response-invalid",
    ]);
  });
});

describe("The answer of a function that lacks a package", () => {
  const lacking = (name: string, errorType = "Runtime.ImportModuleError"): JudgeInput =>
    input(answer(502, {}), {
      ...byGateway,
      failure: {
        kind: "init",
        errorType,
        errorMessage: `Unable to import module 'app': No module named '${name}'`,
        trace: [],
      },
    });

  it("accuses nobody when Lambda has it", () => {
    for (const name of ["boto3", "botocore.config"]) {
      const [problem, ...others] = judgeExchange(lacking(name)).problems;
      expect(others).to.deep.equal([]);
      expect(problem).to.include({ code: "conformance/package-not-here", severity: "warning" });
      expect(problem?.message).to.contain(`needs the package ${name.split(".", 1)[0]},`);
    }
    expect(codesOf(lacking("boto3", "ModuleNotFoundError"))).to.deep.equal([
      "conformance/package-not-here",
    ]);
  });

  it("accuses the function of any other", () => {
    expect(codesOf(lacking("stripe"))).to.deep.equal(["conformance/function-failed"]);
    expect(codesOf(lacking("boto3", "KeyError"))).to.deep.equal(["conformance/function-failed"]);
  });
});

describe("The answer of a function", () => {
  it("that the operation documents is fine", () => {
    expect(judgeExchange(input(answer(200, ["milk"])))).to.deep.equal({
      problems: [],
      responseKey: "200",
      responseValid: true,
    });
  });

  it("that breaks its schema is shown with the answer, the log and a command", () => {
    const judged = judgeExchange(
      input(answer(200, [7]), { logs: [{ stream: "stdout", text: "seven" }] }),
    );
    expect(judged).to.include({ responseKey: "200", responseValid: false });
    const [problem] = judged.problems;
    expect(problem).to.deep.include({
      code: "conformance/response-invalid",
      operation: "GET /notes",
      reproduction: "curl …",
      details: ["answer: 200 [7]", "log: seven"],
    });
    expect(problem?.location).to.include({ file: "openapi.yaml", line: 11 });
  });

  it("with a status nobody documented is invalid", () => {
    const judged = judgeExchange(input(answer(418, {})));
    expect(judged.responseKey).to.equal(null);
    expect(judged.problems.map(({ code }) => code)).to.deep.equal(["conformance/response-invalid"]);
  });

  for (const status of [404, 409])
    it(`may be a documented ${status} to a request that satisfies the spec`, () => {
      expect(codesOf(input(answer(status)))).to.deep.equal([]);
    });

  it("must not be a server error to a request that satisfies the spec", () => {
    const [problem] = judgeExchange(input(answer(500))).problems;
    expect(problem).to.include({
      code: "conformance/server-error",
      message: "GET /notes answered 500 to a request that satisfies the spec.",
      expected: "an answer below 500",
    });
  });

  it("must not refuse a request that satisfies the spec", () => {
    const [problem] = judgeExchange(input(answer(400))).problems;
    expect(problem?.code).to.equal("conformance/valid-request-rejected");
    expect(codesOf(input(answer(422)))).to.deep.equal([
      "conformance/response-invalid",
      "conformance/valid-request-rejected",
    ]);
  });

  it("may refuse a request that breaks the spec, or that a contract expects it to refuse", () => {
    expect(codesOf(input(answer(400), {}, { requestValid: false }))).to.deep.equal([]);
    expect(codesOf(input(answer(500), {}, { mustBeAccepted: false }))).to.deep.equal([]);
  });

  it("is shown in part when it is long", () => {
    const [problem] = judgeExchange(input(answer(200, ["x".repeat(1000), 7]))).problems;
    expect(problem?.details?.[0]).to.have.length("answer: 200 ".length + 401);
  });
});

describe("An answer nobody can attribute", () => {
  it("is judged by the operation", () => {
    expect(
      codesOf(input(answer(200, {}), { answeredBy: "unknown", functionId: null })),
    ).to.deep.equal(["conformance/response-invalid"]);
  });
});

describe("An answer that API Gateway gave behind a URL", () => {
  const blind = { answeredBy: "unknown", functionId: null } as const;
  const typed = (status: number, type: string): HttpResponse => ({
    ...answer(status, { message: "…" }),
    headers: [
      ["Content-Type", "application/json"],
      ["x-amzn-errortype", type],
    ],
  });

  for (const [status, type] of [
    [403, "ForbiddenException"],
    [429, "TooManyRequestsException"],
    [400, "BadRequestException"],
  ] as const)
    it(`refused the request with ${status}, which accuses no handler`, () => {
      expect(codesOf(input(typed(status, type), blind))).to.deep.equal([
        "conformance/valid-request-refused",
      ]);
    });

  it("is taken for one by a status only a gateway gives", () => {
    expect(codesOf(input(answer(403, { message: "Forbidden" }), blind))).to.deep.equal([
      "conformance/valid-request-refused",
    ]);
  });

  it("above 499 is a server error, and told once", () => {
    expect(codesOf(input(typed(502, "InternalServerErrorException"), blind))).to.deep.equal([
      "conformance/server-error",
    ]);
  });
});

describe("The gateway's answer", () => {
  it("is not held against the operation's responses", () => {
    expect(
      codesOf(input(answer(403, { message: "Forbidden" }), byGateway, { requestValid: false })),
    ).to.deep.equal([]);
  });

  it("must not refuse a request that satisfies the spec", () => {
    const trace = {
      ...byGateway,
      gatewayResponseType: "BAD_REQUEST_BODY",
      gatewayDetail: "[minLength]",
    };
    const [problem, ...others] = judgeExchange(
      input(answer(400, { message: "Invalid request body" }), trace),
    ).problems;
    expect(others).to.deep.equal([]);
    expect(problem).to.deep.include({
      code: "conformance/valid-request-refused",
      actual: '400 {"message":"Invalid request body"}',
      details: ["[minLength]"],
    });
    expect(problem?.message).to.contain("(BAD_REQUEST_BODY)");
  });

  it("may refuse what a contract expects it to refuse", () => {
    expect(codesOf(input(answer(429), byGateway, { mustBeAccepted: false }))).to.deep.equal([]);
  });

  it("for a function that failed is the function's fault, whatever was asked", () => {
    const trace: Partial<Trace> = {
      answeredBy: "gateway",
      gatewayDetail: "NotesFunction failed: TypeError: no",
      failure: {
        kind: "thrown",
        errorType: "TypeError",
        errorMessage: "no",
        trace: ["TypeError: no", "    at handler (src/notes.ts:3:9)"],
      },
      logs: [{ stream: "stderr", text: "about to fail" }],
    };
    const given = input(answer(502, { message: "Internal server error" }), trace, {
      requestValid: false,
      mustBeAccepted: false,
    });
    expect(judgeExchange(given).problems[0]).to.deep.include({
      code: "conformance/function-failed",
      message: "NotesFunction failed for GET /notes; the client sees 502.",
      actual: "TypeError: no",
      details: ["TypeError: no", "    at handler (src/notes.ts:3:9)", "log: about to fail"],
    });
  });

  it("for a result it cannot use says what is wrong with the result", () => {
    const trace = { answeredBy: "gateway", gatewayDetail: "statusCode is missing" } as const;
    expect(judgeExchange(input(answer(502), trace)).problems[0]).to.deep.include({
      code: "conformance/function-failed",
      actual: "statusCode is missing",
    });
  });

  it("keeps a log within bounds and says what is left out", () => {
    const logs = Array.from({ length: 250 }, (_, at) => ({
      stream: "stdout" as const,
      text: at === 0 ? "x".repeat(5000) : `line ${at}`,
    }));
    const details = judgeExchange(input(answer(502), { answeredBy: "gateway", logs })).problems[0]
      ?.details;
    expect(details).to.have.length(201);
    expect(details?.[0]).to.have.length(2001);
    expect(details?.at(-1)).to.equal("… 50 more lines");
  });
});

describe("The evidence of an exchange", () => {
  it("says what was answered and whether it satisfied the document", () => {
    const given = input(answer(200, [7]), { requestId: "r-1" });
    expect(toEvidence(given, judgeExchange(given), "pact")).to.deep.equal({
      specDigest: document.digest,
      operation: "GET /notes",
      status: 200,
      contentType: "application/json",
      requestValid: true,
      responseValid: false,
      responseKey: "200",
      keywords: [],
      source: "pact",
      testFile: null,
      testTitle: null,
      requestId: "r-1",
    });
  });

  it("does not know whether an answer satisfied an operation that describes none", () => {
    const given = input(answer(200, [7]));
    const bare = { ...given, operation: { ...given.operation, responses: [] } };
    const judged = judgeExchange(bare);
    expect(judged).to.deep.equal({ problems: [], responseKey: null, responseValid: null });
    expect(toEvidence(bare, judged, "pact").responseValid).to.equal(null);
  });

  it("has no content type where the answer has none", () => {
    const given = input(answer(404));
    expect(toEvidence(given, judgeExchange(given), "examples").contentType).to.equal(null);
  });
});
