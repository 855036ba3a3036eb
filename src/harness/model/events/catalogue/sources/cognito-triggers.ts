import type { JsonObject } from "../../../../core/json.ts";
import type { EventOption } from "../event-option.ts";
import type { OptionValues } from "../option-values.ts";
import {
  filledText,
  flag,
  shape,
  text,
  textList,
  textMap,
  textMapOrNull,
  textOrNull,
} from "../strict-schema.ts";
import {
  attributes,
  attributesOption,
  clientMetadata,
  metadata,
  noMembers,
  withAttributes,
  type Trigger,
} from "./cognito-trigger.ts";

const groups = (values: OptionValues): JsonObject => ({
  groupsToOverride: values.list("groups"),
  iamRolesToOverride: [],
  preferredRole: null,
});

const groupSchema = shape({
  groupsToOverride: textList,
  iamRolesToOverride: textList,
  preferredRole: textOrNull,
});

const groupsOption: EventOption = {
  name: "groups",
  default: null,
  meaning: "groups of the user, separated by commas",
  kind: "text",
};

const scopesOption: EventOption = {
  name: "scopes",
  default: "aws.cognito.signin.user.admin",
  meaning: "scopes of the access token, separated by commas",
  kind: "text",
};

const validationOption: EventOption = {
  name: "validation-data",
  default: null,
  meaning: "validation data, as a JSON object of texts",
  kind: "json",
};

/** `null` where the client sent none. */
function validationData(values: OptionValues): JsonObject | null {
  return values.optional("validation-data") === null ? null : values.textMap("validation-data");
}

const tokenSources = [
  "TokenGeneration_Authentication",
  "TokenGeneration_HostedAuth",
  "TokenGeneration_NewPasswordChallenge",
  "TokenGeneration_AuthenticateDevice",
  "TokenGeneration_RefreshTokens",
];

/** Triggers of signing up and in, of tokens and messages. */
export const triggers: readonly Trigger[] = [
  {
    event: "pre-sign-up",
    aliases: ["cognito pre-signup"],
    summary: "before a user signs up",
    sources: ["PreSignUp_SignUp", "PreSignUp_AdminCreateUser", "PreSignUp_ExternalProvider"],
    options: [attributesOption, validationOption],
    request: (values) => ({
      userAttributes: values.textMap("user-attributes"),
      validationData: validationData(values),
      ...metadata(values),
    }),
    requestSchema: shape(
      { userAttributes: textMap, validationData: textMapOrNull },
      clientMetadata,
    ),
    response: { autoConfirmUser: false, autoVerifyEmail: false, autoVerifyPhone: false },
    responseSchema: shape({ autoConfirmUser: flag, autoVerifyEmail: flag, autoVerifyPhone: flag }),
  },
  {
    event: "post-confirmation",
    summary: "after a user was confirmed",
    sources: ["PostConfirmation_ConfirmSignUp", "PostConfirmation_ConfirmForgotPassword"],
    options: [attributesOption],
    request: withAttributes,
    requestSchema: shape({ userAttributes: textMap }, clientMetadata),
    response: {},
    responseSchema: noMembers,
  },
  {
    event: "pre-authentication",
    summary: "before a user signs in",
    sources: ["PreAuthentication_Authentication"],
    options: [attributesOption, validationOption],
    request: (values) => ({
      userAttributes: attributes(values),
      validationData: validationData(values),
    }),
    requestSchema: shape(
      { userAttributes: textMap, validationData: textMapOrNull },
      { userNotFound: flag },
    ),
    response: {},
    responseSchema: noMembers,
  },
  {
    event: "post-authentication",
    summary: "after a user signed in",
    sources: ["PostAuthentication_Authentication"],
    options: [
      attributesOption,
      {
        name: "new-device",
        default: "false",
        meaning: "signed in from a new device",
        kind: "text",
        choices: ["false", "true"],
      },
    ],
    request: (values) => ({
      userAttributes: attributes(values),
      newDeviceUsed: values.text("new-device") === "true",
      ...metadata(values),
    }),
    requestSchema: shape({ userAttributes: textMap, newDeviceUsed: flag }, clientMetadata),
    response: {},
    responseSchema: noMembers,
  },
  {
    event: "pre-token-generation",
    aliases: ["cognito pre-token-generation-v1"],
    summary: "before tokens are made; changes the id token",
    sources: tokenSources,
    options: [attributesOption, groupsOption],
    request: (values) => ({
      userAttributes: attributes(values),
      groupConfiguration: groups(values),
      ...metadata(values),
    }),
    requestSchema: shape(
      { userAttributes: textMap, groupConfiguration: groupSchema },
      clientMetadata,
    ),
    response: { claimsOverrideDetails: null },
    responseSchema: shape({ claimsOverrideDetails: { type: ["object", "null"] } }),
  },
  {
    event: "pre-token-generation-v2",
    summary: "before tokens are made; changes id and access token",
    sources: tokenSources,
    version: "2",
    options: [attributesOption, groupsOption, scopesOption],
    request: (values) => ({
      userAttributes: attributes(values),
      groupConfiguration: groups(values),
      scopes: values.list("scopes"),
      ...metadata(values),
    }),
    requestSchema: shape(
      { userAttributes: textMap, groupConfiguration: groupSchema, scopes: textList },
      clientMetadata,
    ),
    response: { claimsAndScopeOverrideDetails: null },
    responseSchema: shape({ claimsAndScopeOverrideDetails: { type: ["object", "null"] } }),
  },
  {
    event: "custom-message",
    summary: "before a message is sent",
    sources: [
      "CustomMessage_SignUp",
      "CustomMessage_AdminCreateUser",
      "CustomMessage_ResendCode",
      "CustomMessage_ForgotPassword",
      "CustomMessage_UpdateUserAttribute",
      "CustomMessage_VerifyUserAttribute",
      "CustomMessage_Authentication",
    ],
    options: [attributesOption],
    request: (values, source) => ({
      userAttributes: attributes(values),
      codeParameter: "{####}",
      linkParameter: "{##Click Here##}",
      usernameParameter: source === "CustomMessage_AdminCreateUser" ? "{username}" : null,
      ...metadata(values),
    }),
    requestSchema: shape(
      {
        userAttributes: textMap,
        codeParameter: filledText,
        linkParameter: textOrNull,
        usernameParameter: textOrNull,
      },
      clientMetadata,
    ),
    response: { smsMessage: null, emailMessage: null, emailSubject: null },
    responseSchema: shape({
      smsMessage: textOrNull,
      emailMessage: textOrNull,
      emailSubject: textOrNull,
    }),
  },
  {
    event: "user-migration",
    summary: "a user the pool does not know signs in",
    sources: ["UserMigration_Authentication", "UserMigration_ForgotPassword"],
    options: [
      {
        name: "password",
        default: "example-password",
        meaning: "the password the user gave",
        kind: "text",
      },
    ],
    request: (values) => ({
      password: values.text("password"),
      validationData: {},
      ...metadata(values),
    }),
    requestSchema: shape({ password: textOrNull, validationData: textMapOrNull }, clientMetadata),
    response: {
      userAttributes: null,
      forceAliasCreation: null,
      enableSMSMFA: null,
      finalUserStatus: null,
      messageAction: null,
      desiredDeliveryMediums: null,
    },
    responseSchema: shape({
      userAttributes: textMapOrNull,
      forceAliasCreation: { type: ["boolean", "null"] },
      enableSMSMFA: { type: ["boolean", "null"] },
      finalUserStatus: textOrNull,
      messageAction: textOrNull,
      desiredDeliveryMediums: { type: ["array", "null"], items: text },
    }),
  },
];
