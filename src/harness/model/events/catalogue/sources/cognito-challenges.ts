import type { JsonObject } from "../../../../core/json.ts";
import type { EventOption } from "../event-option.ts";
import { refuseOption, type OptionValues } from "../option-values.ts";
import {
  filledText,
  flag,
  shape,
  text,
  textMap,
  textMapOrNull,
  textOrNull,
} from "../strict-schema.ts";
import {
  attributes,
  attributesOption,
  clientMetadata,
  metadata,
  type Trigger,
} from "./cognito-trigger.ts";

/** Session of a custom flow: the challenges so far. */
const sessionOption: EventOption = {
  name: "session",
  default: '[{"challengeName": "SRP_A", "challengeResult": true}]',
  meaning: "challenges so far, as a JSON array",
  kind: "json",
};

function session(values: OptionValues): JsonObject {
  const given = values.json("session");
  if (!Array.isArray(given)) return refuseOption("session", "takes a JSON array of challenges");
  return { session: given };
}

const sessionSchema = {
  type: "array",
  items: shape({ challengeName: filledText, challengeResult: flag }, { challengeMetadata: text }),
} as const;

/** Triggers of custom authentication flows. */
export const challengeTriggers: readonly Trigger[] = [
  {
    event: "define-auth-challenge",
    summary: "which challenge comes next in a custom flow",
    sources: ["DefineAuthChallenge_Authentication"],
    options: [attributesOption, sessionOption],
    request: (values) => ({
      userAttributes: attributes(values),
      ...session(values),
      ...metadata(values),
    }),
    requestSchema: shape(
      { userAttributes: textMap, session: sessionSchema },
      { ...clientMetadata, userNotFound: flag },
    ),
    response: { challengeName: null, issueTokens: null, failAuthentication: null },
    responseSchema: shape({
      challengeName: textOrNull,
      issueTokens: { type: ["boolean", "null"] },
      failAuthentication: { type: ["boolean", "null"] },
    }),
  },
  {
    event: "create-auth-challenge",
    summary: "a challenge of a custom flow is to be made",
    sources: ["CreateAuthChallenge_Authentication"],
    options: [attributesOption, sessionOption],
    request: (values) => ({
      userAttributes: attributes(values),
      challengeName: "CUSTOM_CHALLENGE",
      ...session(values),
      ...metadata(values),
    }),
    requestSchema: shape(
      { userAttributes: textMap, challengeName: filledText, session: sessionSchema },
      { ...clientMetadata, userNotFound: flag },
    ),
    response: {
      publicChallengeParameters: null,
      privateChallengeParameters: null,
      challengeMetadata: null,
    },
    responseSchema: shape({
      publicChallengeParameters: textMapOrNull,
      privateChallengeParameters: textMapOrNull,
      challengeMetadata: textOrNull,
    }),
  },
  {
    event: "verify-auth-challenge-response",
    aliases: ["cognito verify-auth-challenge"],
    summary: "the answer to a challenge of a custom flow",
    sources: ["VerifyAuthChallengeResponse_Authentication"],
    options: [
      attributesOption,
      { name: "answer", default: "123456", meaning: "the user's answer", kind: "text" },
      {
        name: "private-parameters",
        default: '{"answer": "123456"}',
        meaning: "private parameters of the challenge",
        kind: "json",
      },
    ],
    request: (values) => ({
      userAttributes: attributes(values),
      privateChallengeParameters: values.textMap("private-parameters"),
      challengeAnswer: values.text("answer"),
      ...metadata(values),
    }),
    requestSchema: shape(
      { userAttributes: textMap, privateChallengeParameters: textMap, challengeAnswer: text },
      { ...clientMetadata, userNotFound: flag },
    ),
    response: { answerCorrect: null },
    responseSchema: shape({ answerCorrect: { type: ["boolean", "null"] } }),
  },
];
