import { expect } from "chai";
import { describe, it } from "mocha";
import type { JsonValue } from "../../../../../src/harness/core/json.ts";
import {
  noOverrides,
  renderMappingTemplate,
  type RenderedTemplate,
  type TemplateScope,
} from "../../../../../src/harness/local/stage/mapping-template/render-mapping-template.ts";

function scopeOf(body: JsonValue | string, rest: Partial<TemplateScope> = {}): TemplateScope {
  return {
    body: typeof body === "string" ? body : JSON.stringify(body),
    parameters: {
      path: { id: "7", both: "from path" },
      querystring: { both: "from query", page: "2" },
      header: { "X-Trace": "t", both: "from header" },
    },
    context: { httpMethod: "GET", identity: { sourceIp: "127.0.0.1" } },
    stageVariables: { table: "orders" },
    overrides: noOverrides,
    ...rest,
  };
}

function render(template: string, body: JsonValue | string = {}): RenderedTemplate {
  return renderMappingTemplate(template, scopeOf(body));
}

function textOf(template: string, body: JsonValue | string = {}): string {
  const rendered = render(template, body);
  return rendered.ok ? rendered.text : `${rendered.kind}: ${rendered.reason}`;
}

interface Row {
  readonly template: string;
  readonly body?: JsonValue | string;
  readonly text: string;
  /** Where the behaviour is known from. */
  readonly source: string;
}

const guide = "API Gateway developer guide, Mapping template reference";
const printed = "recorded of API Gateway (LocalStack snapshots), 2025-06-18";
const emptyBody = "recorded of API Gateway (LocalStack snapshots), 2025-03-19";
const velocity = "Velocity 1.7 user guide";

const rows: readonly Row[] = [
  { template: "$input.body", body: "raw text", text: "raw text", source: guide },
  { template: "$input.body", body: "", text: "{}", source: emptyBody },
  { template: "[$input.body.name]", body: { name: 1 }, text: "[]", source: printed },
  {
    template: "$input.json('$.a')",
    body: { a: { b: [1, "x"] } },
    text: '{"b":[1,"x"]}',
    source: guide,
  },
  { template: "$input.json('$')", body: "", text: "{}", source: emptyBody },
  {
    template: "$input.json('$.a'){\"x\":1}#set($t = 'f(){')$t",
    body: { a: 2 },
    text: '2{"x":1}f(){',
    source: velocity,
  },
  { template: "$input.json('$.a[1].b')", body: { a: [1, { b: "q" }] }, text: '"q"', source: guide },
  { template: "$input.json(\"$['a b']\")", body: { "a b": 1 }, text: "1", source: guide },
  {
    template: "$input.json('$..id')",
    body: { id: 1, x: [{ id: 2 }] },
    text: "[1,2]",
    source: guide,
  },
  {
    template: "$input.json('$.items[*].id')",
    body: { items: [{ id: 1 }, {}] },
    text: "[1]",
    source: guide,
  },
  {
    template: "$input.path('$.m')",
    body: { m: { foo: "bar", n: 1 } },
    text: "{foo=bar, n=1}",
    source: printed,
  },
  {
    template: "$input.path('$.l')",
    body: { l: [{ foo: "bar" }] },
    text: '[{"foo":"bar"}]',
    source: printed,
  },
  {
    template: "$input.path('$')",
    body: { list: [{ foo: "bar" }] },
    text: '{list=[{"foo":"bar"}]}',
    source: printed,
  },
  {
    template: '{"body": $input.path(\'$.none\'), "b": 1}',
    text: '{"body": , "b": 1}',
    source: printed,
  },
  {
    template: "#if($input.path('$.none') == $null)n#end#if($input.path('$.none') == \"\")e#end",
    text: "ne",
    source: printed,
  },
  { template: "$input.path('$.l')", body: { l: [] }, text: "[]", source: printed },
  {
    template:
      "$input.params('id') $input.params('both') $input.params('x-trace') <$input.params('none')>",
    text: "7 from path t <>",
    source: guide,
  },
  {
    template: "$input.params().querystring.page $input.params().header.get('X-Trace')",
    text: "2 t",
    source: guide,
  },
  {
    template: "#foreach($k in $input.params().path.keySet())$k#if($foreach.hasNext),#end#end",
    text: "id,both",
    source: guide,
  },
  { template: '$util.escapeJavaScript("it\'s")', text: String.raw`it\'s`, source: guide },
  {
    template: "$util.escapeJavaScript($input.json('$'))",
    body: { a: "é/" },
    text: String.raw`{\"a\":\"\u00E9\/\"}`,
    source: guide,
  },
  {
    template: "$util.urlEncode('a b&c~*')$util.urlDecode('a+b%26')",
    text: "a+b%26c%7E*a b&",
    source: "recorded: a space is +",
  },
  {
    template: "$util.base64Encode('hi') $util.base64Decode('aGk=')",
    text: "aGk= hi",
    source: guide,
  },
  { template: "$util.parseJson($input.body).a.b", body: { a: { b: 5 } }, text: "5", source: guide },
  {
    template: "$context.httpMethod $context.identity.sourceIp [$context.none.deeper]",
    text: "GET 127.0.0.1 []",
    source: guide,
  },
  {
    template: "$stageVariables.table ${stageVariables['table']} $!{stageVariables.none}",
    text: "orders orders ",
    source: guide,
  },
  {
    template: "#set($m = {\"a\": 1})$m.put('a', 2)|$m.put('b', 3)|$m",
    text: "1||{a=2, b=3}",
    source: "recorded: vtl_map_assignation",
  },
  { template: "#set($x = 1)#set($x = $x + 2)$x", text: "3", source: velocity },
  { template: "#set($s = 'a')#set($s = $s + \"b$s\")$s", text: "aba", source: velocity },
  {
    template: "#if($input.path('$.n') > 1 && !$input.path('$.no'))big#{else}small#end",
    body: { n: 2 },
    text: "big",
    source: velocity,
  },
  {
    template: "#set($e = '')#if($e)true#end#if(false)false#elseif(0 == 0)else#end",
    text: "trueelse",
    source: velocity,
  },
  {
    template: "#foreach($i in [1..5])$i#if($i == 3)#break#end#end!",
    text: "123!",
    source: velocity,
  },
  {
    template: "#foreach($e in $input.path('$.items'))$velocityCount:$foreach.index:$e.id;#end",
    body: { items: [{ id: "a" }, { id: "b" }] },
    text: "1:0:a;2:1:b;",
    source: velocity,
  },
  {
    template: "#foreach($e in $input.path('$').entrySet())$e.key=$e.value;#end",
    body: { a: 1, b: 2 },
    text: "a=1;b=2;",
    source: velocity,
  },
  { template: "#foreach($e in $input.path('$.none'))x#end.", text: ".", source: velocity },
  {
    template: "#set($l = [])#set($ok = $l.add('x'))$l.size() $l.get(0) $l[0]",
    text: "1 x x",
    source: velocity,
  },
  {
    template: "$input.path('$.s').replaceAll(\"(b+)\", \"<$1>\") $input.path('$.s').length()",
    body: { s: "abbc" },
    text: "a<bb>c 4",
    source: "java.lang.String",
  },
  {
    template: "$input.path('$.s').split(',').size()",
    body: { s: "a,b,," },
    text: "2",
    source: "java.lang.String",
  },
  {
    template: "#[[raw $x #if]]# ## comment\nend#* more *#",
    text: "raw $x #if end",
    source: velocity,
  },
  {
    template: "id-#$input.params('id')",
    text: "id-#7",
    source: velocity,
  },
  { template: "#set($n = 7)#set($d = $n / 2)$d", text: "3", source: velocity },
  {
    template: "$input.path('$.pets').count()",
    body: { pets: [1, 2, 3] },
    text: "3",
    source: guide,
  },
  {
    template: "\"$input.path('$.things').size()\"",
    body: { things: { 1: {}, 2: {}, 3: {} } },
    text: '"3"',
    source: guide,
  },
  {
    template:
      "#set ($errorMessageObj = $util.parseJson($input.path('$.errorMessage')))\n{\n   \"arr\" : $errorMessageObj.key2.arr[0]\n}",
    body: { errorMessage: '{"key1":"var1","key2":{"arr":[1,2,3]}}' },
    text: '{\n   "arr" : 1\n}',
    source: guide,
  },
  {
    template: String.raw`$util.escapeJavaScript($input.path('$.s')).replaceAll("\\'","'")`,
    body: { s: 'it\'s "x"\u007f' },
    text: 'it\'s \\"x\\"\u007f',
    source: guide,
  },
  {
    template: `#set($allParams = $input.params())
{
  "params" : {
    #foreach($type in $allParams.keySet())
    #set($params = $allParams.get($type))
    "$type" : {
      #foreach($paramName in $params.keySet())
      "$paramName" : "$util.escapeJavaScript($params.get($paramName))"
      #if($foreach.hasNext),#end
      #end
    }
    #if($foreach.hasNext),#end
    #end
  }
}`.replaceAll(/ *\n */gu, "\n"),
    text: `{
"params" : {
"path" : {
"id" : "7"
,"both" : "from path"
}
,"querystring" : {
"both" : "from query"
,"page" : "2"
}
,"header" : {
"X-Trace" : "t"
,"both" : "from header"
}
}
}`,
    source: guide,
  },
];

describe("mapping templates", () => {
  for (const { template, body, text, source } of rows) {
    it(`${template} gives ${text} (${source})`, () => {
      expect(textOf(template, body)).to.equal(text);
    });
  }

  it("tells what a template overrides", () => {
    const rendered = render(
      "#set($context.responseOverride.status = 444)#set($context.responseOverride.header.X-A = 'b')#set($context.requestOverride.path.id = $input.params('page'))",
    );

    expect(rendered.ok && rendered.overrides).to.deep.equal({
      request: { header: {}, path: { id: "2" }, querystring: {} },
      response: { status: 444, header: { "X-A": "b" } },
    });
  });

  it("shows a response template what the request template has overridden", () => {
    const overrides = { ...noOverrides, request: { ...noOverrides.request, path: { id: "9" } } };

    const rendered = renderMappingTemplate(
      "$context.requestOverride.path.id",
      scopeOf({}, { overrides }),
    );

    expect(rendered.ok && rendered.text).to.equal("9");
  });

  const broken: readonly (readonly [string, string])[] = [
    ["#if($x", "cannot be read"],
    ["#if($x)a", "an #if without #end on line 1"],
    ["a\n#end", "#end without a beginning on line 2"],
    ["#foreach($i in [])a#{else}b#end", "#else in a #foreach"],
    ["#if($x)a#{else}b#elseif($y)c#end", "#elseif after #else"],
    ["#set($x = )", "a value is missing"],
    ["#set($n = 3)#set($x = $n -1)", "a number with a sign"],
    ["${x", '"}" is missing'],
    ["#[[ x", "a part without an end"],
    ["#set($l = [1])$l[1]", "has no place 1"],
    ["#set($l = [1])$l.get(1)", "has no place 1"],
    ["#set($s = 'ab')$s.substring(3)", "2 places"],
    ["$input.json('$.a')", "not JSON"],
    ["#foreach($i in [1..1001])$i#end", "more than 1,000"],
    ["#set($a = 'x')#foreach($i in [1..1000])#set($a = $a + $a)#end", "too"],
    ["#foreach($i in [1..1000])#foreach($j in [1..1000])$j#end#end", "too long"],
    ["$util.urlDecode('%')", "not encoded"],
    ["#foreach($i in [1..99999999999])$i#end", "too large"],
    [`a\n${"#if($a)".repeat(20_000)}`, "nested too deeply on line 2"],
    [`#set($a = ${"(".repeat(20_000)}`, "nested too deeply on line 1"],
  ];

  for (const [template, reason] of broken) {
    it(`fails as API Gateway would: ${template.slice(0, 50)}`, () => {
      const rendered = render(template, "no json");

      expect(rendered).to.include({ ok: false, kind: "broken" });
      expect(rendered.ok ? "" : rendered.reason).to.contain(reason);
    });
  }

  const unemulated = [
    "#macro(f $a)x#end",
    "#parse('x')",
    "#include('x')",
    "#evaluate('x')",
    "#literal()x#end",
    "#define($x)y#end",
    "#if($x == null)y#end",
    "#other($x)",
    "a #stop b",
    "$input.body.getBytes()",
    "$util.qr(1)",
    "$input.json('$.a[?(@.b == 1)]')",
    "$input.body.replaceAll('(a+)+\\1$', 'b')",
  ];

  for (const template of unemulated) {
    it(`says what it does not have: ${template}`, () => {
      expect(render(template, { a: "a".repeat(200) })).to.include({
        ok: false,
        kind: "unemulated",
      });
    });
  }

  const escapes = [
    "$input.constructor.constructor('return 1')",
    "#set($s = '')$s.constructor",
    "$util.__proto__.x",
    "$input.path('$').__proto__",
    "$input.path('$.constructor')",
    "$context.toString.constructor",
  ];

  for (const template of escapes) {
    it(`reaches nothing of JavaScript: ${template}`, () => {
      const rendered = render(template, { a: 1 });

      expect(rendered.ok ? rendered.text.trim() : "refused").to.be.oneOf(["", "refused"]);
    });
  }
});
