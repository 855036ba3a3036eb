import { expect } from "chai";
import fc from "fast-check";
import { LockstepError } from "../../../../../src/harness/core/lockstep-error.ts";
import {
  eventCatalogue,
  eventsOfService,
  findEvent,
} from "../../../../../src/harness/model/events/catalogue/catalogue.ts";
import type { EventEntry } from "../../../../../src/harness/model/events/catalogue/event-entry.ts";
import { notOffered } from "../../../../../src/harness/model/events/catalogue/not-offered.ts";
import { detectEventKind } from "../../../../../src/harness/model/events/event-kind.ts";
import { eventSchema } from "../../../../../src/harness/model/events/event-schemas.ts";
import { judgeEvent } from "../../../../../src/harness/model/events/catalogue/judge-event.ts";
import {
  catalogueWorld,
  generate,
  soundEvent,
} from "../../../../support/events/catalogue-world.ts";

const nameOf = ({ service, event }: EventEntry): string => `${service} ${event}`;

/** Options that take any text whatever. */
const freeText: ReadonlySet<string> = new Set([
  "answer",
  "body",
  "cause",
  "content",
  "data",
  "input",
  "message",
  "output",
  "password",
  "reason",
  "subject",
  "user-name",
]);

/** Text that breaks templates: quotes, new lines, braces, escapes, letters beyond the basic plane, lone surrogates. */
const nastyText = fc.oneof(
  fc.constantFrom(
    '"',
    "'",
    "\n",
    "\r\n",
    "{{x}}",
    "\\",
    "é",
    "😀",
    "\uD800",
    "${a}",
    '{"a":1}',
    "%",
    "a b",
    "",
  ),
  fc.string({ unit: "grapheme" }),
  fc.string({ unit: "binary" }),
);

function isOfCode(error: unknown, codes: readonly string[]): boolean {
  return LockstepError.is(error) && codes.includes(error.code);
}

describe("Every event of the catalogue", () => {
  for (const entry of eventCatalogue) {
    const name = nameOf(entry);

    describe(name, () => {
      it("is sound, and what sent it is told from its shape", () => {
        const { event, flaws } = generate(name);
        expect(flaws).to.deep.equal([]);
        expect(detectEventKind(event)).to.equal(entry.kind);
      });

      it("is sound by the schemas that event files are held against", () => {
        const event = soundEvent(name);
        const schema = entry.kind === null ? null : eventSchema(entry.kind, event);
        if (schema !== null) expect(judgeEvent(event, schema)).to.deep.equal([]);
      });

      it("is the same twice, and JSON through and through", () => {
        const event = soundEvent(name);
        expect(soundEvent(name)).to.deep.equal(event);
        expect(JSON.parse(JSON.stringify(event))).to.deep.equal(event);
      });

      it("names the region, account and partition of its world in every ARN", () => {
        const world = catalogueWorld(3, {
          region: "cn-north-1",
          account: "210987654321",
          partition: "aws-cn",
        });
        const { event, flaws } = generate(name, {}, {}, world);
        expect(flaws).to.deep.equal([]);
        const text = JSON.stringify(event);
        for (const [arn] of text.matchAll(/arn:[^"\\, ]+/g)) {
          const [, partition, , region, account] = arn.split(":");
          expect(partition, arn).to.equal("aws-cn");
          expect(["cn-north-1", ""], arn).to.include(region);
          expect(["210987654321", ""], arn).to.include(account);
        }
        expect(text).not.to.match(/us-east-1|123456789012|EXAMPLE|\.\.\./);
      });

      it("is sound, or refused by name, whatever text an option has", () => {
        for (const option of entry.options) {
          fc.assert(
            fc.property(nastyText, (value) => {
              try {
                const { event, flaws } = generate(name, { [option.name]: value });
                const again: unknown = JSON.parse(JSON.stringify(event));
                expect(again).to.deep.equal(event);
                // Names may be empty or hold what no name has: told at their place.
                if (freeText.has(option.name)) expect(flaws).to.deep.equal([]);
                for (const { path } of flaws) expect(path).not.to.equal("");
              } catch (error) {
                if (!isOfCode(error, ["events/option-invalid"])) throw error;
                expect(String(error)).to.include(`--${option.name}`);
              }
            }),
            { numRuns: 12, examples: [['"'], ['a"b\nc'], ["é😀"], ['{"a":"\\""}']] },
          );
        }
      });
    });
  }

  it("has a name of its own, aliases included, and options that differ", () => {
    const names = eventCatalogue.flatMap((entry) => [nameOf(entry), ...(entry.aliases ?? [])]);
    expect(new Set(names).size).to.equal(names.length);
    for (const entry of eventCatalogue) {
      const options = entry.options.flatMap(({ name, aliases = [] }) => [name, ...aliases]);
      expect(new Set(options).size, nameOf(entry)).to.equal(options.length);
    }
  });
});

describe("Looking for an event", () => {
  it("finds aliases", () => {
    expect(findEvent("s3", "object-created").event).to.equal("s3-object-created");
  });

  it("is helped where the name is misspelt", () => {
    expect(() => findEvent("sqs", "recieve-message")).to.throw("Did you mean receive-message?");
    expect(() => findEvent("kinesi", "get-records")).to.throw("Did you mean kinesis?");
  });

  it("refuses events of retired services and those not built, by name", () => {
    for (const { names, reason } of notOffered) {
      for (const name of names) {
        const [service = "", event = ""] = name.split(" ");
        expect(() => findEvent(service, event), name)
          .to.throw(
            LockstepError,
            reason === "legacy" ? "AWS has retired" : "does not build it yet",
          )
          .with.property("code", "events/event-not-offered");
      }
    }
    expect(() => eventsOfService("lex")).to.throw("AWS has retired");
  });

  it("gives each of SAM CLI's 68 events, or refuses it by name", () => {
    const aliases = eventCatalogue.flatMap((entry) => [nameOf(entry), ...(entry.aliases ?? [])]);
    const known = new Set([...aliases, ...notOffered.flatMap(({ names }) => names)]);
    const lacking = eventsOfSam.filter((name) => !known.has(name));
    expect(eventsOfSam).to.have.length(68);
    expect(lacking).to.deep.equal([]);
  });
});

const eventsOfSam: readonly string[] = `
alb request
alexa-skills-kit end-session|intent-answer|intent-getnewfact|intent-mycoloris|intent-recipe|start-session
alexa-smart-home smart-home-control-turn-off-request|smart-home-control-turn-on-request|smart-home-discovery-request
apigateway authorizer|request-authorizer|aws-proxy|http-api-proxy
appsync resolver
batch get-job|submit-job
cloudformation create-request
cloudfront ab-test|access-request-in-response|http-redirect|modify-querystring|modify-response-header
cloudfront multiple-remote-calls-aggregate-response|normalize-querystring-to-improve-cache-hit
cloudfront redirect-on-viewer-country|redirect-unauthenticated-users|response-generation
cloudfront serve-object-on-viewer-device|simple-remote-call
cloudwatch logs|scheduled-event
codecommit repository
codepipeline job
cognito sync-trigger
config item-change-notification|oversized-item-change-notification|periodic-rule
connect contact-flow-event
dynamodb update
kinesis get-records|kinesis-firehose|analytics|analytics-compressed|analytics-dynamodb|analytics-kpl|apachelog
kinesis cloudwatch-logs-processor|streams-as-source|syslog
lex book-car|book-hotel|make-appointment|order-flowers
lex-v2 banking-bot|book-car|book-hotel
rekognition s3-request
s3 batch-invocation|delete|put
sagemaker ground-truth-pre-human|ground-truth-annotation-consolidation
ses email-receiving
sns notification
sqs receive-message
stepfunctions error
workmail email
`
  .trim()
  .split("\n")
  .flatMap((line) => {
    const [service = "", events = ""] = line.split(" ");
    return events.split("|").map((event) => `${service} ${event}`);
  });
