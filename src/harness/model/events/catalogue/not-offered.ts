/** Events of SAM CLI's catalogue that are not made, and why. */
interface NotOffered {
  readonly reason: "legacy" | "not-built";
  /** `service event`. */
  readonly names: readonly string[];
}

function of(service: string, events: readonly string[]): readonly string[] {
  return events.map((event) => `${service} ${event}`);
}

/** Refused by name: those whose sender AWS has retired, and those not built yet. */
export const notOffered: readonly NotOffered[] = [
  {
    reason: "legacy",
    names: [
      ...of("lex", ["book-car", "book-hotel", "make-appointment", "order-flowers"]),
      "cognito sync-trigger",
    ],
  },
  {
    reason: "not-built",
    names: [
      ...of("alexa-skills-kit", [
        "end-session",
        "intent-answer",
        "intent-getnewfact",
        "intent-mycoloris",
        "intent-recipe",
        "start-session",
      ]),
      ...of("alexa-smart-home", [
        "smart-home-control-turn-off-request",
        "smart-home-control-turn-on-request",
        "smart-home-discovery-request",
      ]),
      "appsync resolver",
      ...of("batch", ["get-job", "submit-job"]),
      ...of("cloudfront", [
        "ab-test",
        "access-request-in-response",
        "http-redirect",
        "modify-querystring",
        "modify-response-header",
        "multiple-remote-calls-aggregate-response",
        "normalize-querystring-to-improve-cache-hit",
        "redirect-on-viewer-country",
        "redirect-unauthenticated-users",
        "response-generation",
        "serve-object-on-viewer-device",
        "simple-remote-call",
      ]),
      "codecommit repository",
      "codepipeline job",
      ...of("config", [
        "item-change-notification",
        "oversized-item-change-notification",
        "periodic-rule",
      ]),
      "connect contact-flow-event",
      ...of("kinesis", [
        "analytics",
        "analytics-compressed",
        "analytics-dynamodb",
        "analytics-kpl",
        "cloudwatch-logs-processor",
      ]),
      ...of("lex-v2", ["banking-bot", "book-car", "book-hotel"]),
      "rekognition s3-request",
      "s3 batch-invocation",
      ...of("sagemaker", ["ground-truth-pre-human", "ground-truth-annotation-consolidation"]),
      "workmail email",
    ],
  },
];
