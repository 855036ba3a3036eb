import { expect } from "chai";
import { describe, it } from "mocha";
import {
  noOverrides,
  renderMappingTemplate,
} from "../../../../../src/harness/local/stage/mapping-template/render-mapping-template.ts";

function render(template: string, body = "{}"): string {
  const rendered = renderMappingTemplate(template, {
    body,
    parameters: { path: {}, querystring: {}, header: {} },
    context: {},
    stageVariables: {},
    overrides: noOverrides,
  });
  return rendered.ok ? rendered.text : `${rendered.kind}: ${rendered.reason}`;
}

const tooLong = "broken: the template takes too long";
const tooMuch = "broken: the template writes too much";
const loop = "#foreach($i in [1..1000])";
const manyA = `#set($a = '${"a".repeat(60)}!')`;
const nestedBody = Array.from({ length: 300 }).reduce<string>(
  (inner) => `{"a":${inner},"b":1}`,
  "1",
);

/** Each would take minutes or all memory. */
const endless: readonly (readonly [template: string, told: string, body?: string])[] = [
  ["#set($a = 'aa')#foreach($i in [1..99])#set($a = $a + $a)#end", tooMuch],
  ["#set($a = 'aa')#foreach($i in [1..99])#set($a = $a.concat($a))#end", tooMuch],
  ["#set($a = 'aa')#foreach($i in [1..99])#set($a = $a.replace('a', 'aaa'))#end", tooMuch],
  [
    "#set($a = 'aa')#foreach($i in [1..99])#set($a = $a.replaceAll('a', '$0$0'))#end",
    "broken: a text has too many parts",
  ],
  ["#set($a = 'aa')#foreach($i in [1..99])#set($a = $a.replace('', $a))#end", tooMuch],
  ["#set($a = ['x'])#foreach($i in [1..99])#set($a = [$a, $a])#end$a", tooMuch],
  ["#set($a = {})#foreach($i in [1..99])#set($a = {'b': $a, 'c': $a})#end$a.toString()", tooLong],
  ["#set($a = [1])#foreach($i in [1..99])#set($b = $a.addAll($a))#end", tooLong],
  [`${loop}#set($l = [1..1000000])#end`, tooLong],
  [`#set($l = [1..1000000])${loop}#if($l.contains('x'))#end#end`, tooLong],
  ["#set($l = [1..1000000])#set($m = [1..1000000])$l.removeAll($m)", tooLong],
  [`${loop}#set($x = $input.json('$'))#end`, tooLong, `{"a":"${"x".repeat(1_000_000)}"}`],
  ["$input.json('$..*..*..*')", "broken: the JSONPath $..*..*..* names too many parts", nestedBody],
];

describe("A mapping template that would not end", () => {
  for (const [template, told, body] of endless) {
    it(`is given up: ${template}`, () => {
      expect(render(template, body)).to.equal(told);
    }).timeout(5000);
  }

  it("matches a pattern that backtracks without running it", () => {
    expect(render(`${manyA}$a.matches('(a+)+b') $a.replaceAll('(a|a)*c', 'x').length()`)).to.equal(
      "false 61",
    );
    expect(render(`${manyA}$a.matches('(a+)+!')`)).to.equal("true");
  });

  it("refuses to replace by a pattern that backtracks and matches", () => {
    expect(render(`${manyA}$a.replaceAll('(a+)+!', 'x')`)).to.equal(
      "unemulated: the pattern (a+)+! takes too long",
    );
  });

  it("takes loops over what a request may well hold", () => {
    const items = Array.from({ length: 1000 }, (_, id) => ({ id, name: `name ${String(id)}` }));
    const template =
      "#set($seen = [])#foreach($i in $input.path('$.items'))#if(!$seen.contains($i.id))#set($ok = $seen.add($i.id))#end#end$seen.size()";
    expect(render(template, JSON.stringify({ items }))).to.equal("1000");
  });
});

describe("A JSONPath in a mapping template", () => {
  it("that names several parts at once is refused, not taken for broken", () => {
    for (const path of ["$.items[0,1].id", '$["a","b"]']) {
      expect(render(`$input.json('${path}')`)).to.equal(
        `unemulated: the JSONPath ${path} names several parts at once`,
      );
    }
  });

  it("that ends with two dots is broken", () => {
    expect(render("$input.json('$..')")).to.equal(
      "broken: the JSONPath $.. ends where a name has to follow",
    );
  });
});

describe("Methods that are those of Java", () => {
  it("find in a list only what is of the same kind", () => {
    const list = "#set($l = [1, 'a', [2], {'k': 3}])";
    expect(render(`${list}$l.contains(1) $l.contains('1') $l.contains('')`)).to.equal(
      "true false false",
    );
    expect(render(`${list}$l.indexOf('1') $l.indexOf([2]) $l.contains({'k': 3})`)).to.equal(
      "-1 2 true",
    );
    expect(render("#set($m = {'k': 1})$m.containsValue('1') $m.containsValue(1)")).to.equal(
      "false true",
    );
  });

  it("divide texts without what groups hold and without empty ends", () => {
    expect(render("#set($s = 'a1b2')$s.split('([0-9])')")).to.equal("[a, b]");
    expect(render("#set($s = ',,')$s.split(',').size()")).to.equal("0");
    expect(render("#set($s = ',a')$s.split(',').size()")).to.equal("2");
    expect(render("#set($s = '')$s.split(',').size()")).to.equal("1");
  });

  it("fail for a group a pattern does not have", () => {
    expect(render("#set($s = 'abc')$s.replaceAll('b', '$2')")).to.equal(
      "broken: there is no group 2",
    );
  });

  it("look for the last place before another", () => {
    expect(render("#set($s = 'abab')$s.lastIndexOf('b', 2) $s.lastIndexOf('b')")).to.equal("1 3");
  });

  it("do not give the class of a value", () => {
    expect(render("$input.path('$').getClass()")).to.equal(
      "unemulated: the template calls getClass()",
    );
    expect(render("$input.path('$').class $input.body.class")).to.equal(" ");
  });
});
