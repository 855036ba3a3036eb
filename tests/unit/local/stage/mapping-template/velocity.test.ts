import { expect } from "chai";
import { describe, it } from "mocha";
import {
  noOverrides,
  renderMappingTemplate,
} from "../../../../../src/harness/local/stage/mapping-template/render-mapping-template.ts";

function textOf(template: string): string {
  const rendered = renderMappingTemplate(template, {
    body: '{"n":7,"l":["x","y",3],"m":{"k":"v","l":[1,2]},"s":"a,b,c"}',
    parameters: { path: {}, querystring: {}, header: {} },
    context: {},
    stageVariables: {},
    overrides: noOverrides,
  });
  return rendered.ok ? rendered.text : `${rendered.kind}: ${rendered.reason}`;
}

/** Set before each template; Velocity keeps nothing of it. */
const given =
  '#set($n = 7)#set($s = "a,b,c")#set($yes = true)#set($no = false)#set($l = ["x", "y", 3])#set($m = {"k": "v", "n": 1, "l": [1, 2]})';

/** Template and what Velocity 1.7 made of it, run over the same variables. */
const recorded: readonly (readonly [template: string, text: string])[] = [
  // White space
  ["a #set($x = 1) b", "a  b"],
  ["$n #set($x = 1) $x", "7 1"],
  ["  #set($x = 1)  \nnext", "next"],
  ["a\n  #set($x = 1)\nnext", "a\n  next"],
  ["#if($yes)\nyes\n#end\nafter", "yes\nafter"],
  ["#if($yes) x\n#end", " x\n"],
  ["  #if($yes)\n  yes\n  #else\n  no\n  #end\nafter", "    yes\n  after"],
  ["#if($no)\na\n#{else}\nb\n#end\nc", "b\nc"],
  ['{\n  #if($no)\n  "a": 1\n  #elseif($yes)\n  "b": 2\n  #end\n}', '{\n    "b": 2\n  }'],
  ["#foreach($i in [1..2])\n  #set($q = $i)\n  $q\n#end", "  1\n  2\n"],
  [
    '{\n  #foreach($i in $l)\n    "$i"#if($foreach.hasNext),#end\n  #end\n}',
    '{\n      "x",      "y",      "3"  }',
  ],
  ["#if($yes)\r\nx\r\n#end\r\ny", "x\r\ny"],
  ["a ## comment\nb", "a b"],
  ["a\n#* x\n y *#\nb#**#", "a\n\nb"],
  ["#[[\n$n #if ## x\n]]#y", "\n$n #if ## x\ny"],
  // Escapes
  [String.raw`\$n \\$n \\\$n`, String.raw`$n \7 \$n`],
  [String.raw`\$none \#if`, String.raw`\$none #if`],
  [String.raw`\\#if($yes)a#end \n`, String.raw`\a \n`],
  ["#hash $5.00 a$n# b", "#hash $5.00 a7# b"],
  // References
  ["${n}x $!{n}x $m.k's $m.k. ${m.k}_x", "7x 7x v's v. v_x"],
  ["$m['k'] $m.get('k') ${m.l[1]} $l[-1] $l.get(0)", "v v 2 3 x"],
  ["#set($m.z = 5)$m.z#set($m['y'] = 6)$m.y#set($l[0] = 'q')$l[0]", "56q"],
  ["#foreach($i in $l)$i#end[0]", "xy3[0]"],
  ["#set($x = 5)#set($x = $none)$x", "5"],
  // Literals
  [`#set($x = "a ""$n"" b")$x`, 'a "7" b'],
  [`#set($x = 'it''s $n')$x`, "it's $n"],
  [`#set($x = "#if($yes)in#end \\u0041")$x`, "in A"],
  [`#set($x = "a\\nb ##not")$x|`, "a\\nb |"],
  [`#set($x = {"a": 1, $s: "$n", "e": {}})$x`, "{a=1, a,b,c=7, e={}}"],
  ["#set($x = [1, 'two', [3, 4], {'f': 5}])$x[2][1] $x[3].f $x", "4 5 [1, two, [3, 4], {f=5}]"],
  ["#set($x = [3..1])$x $x.size()", "[3, 2, 1] 3"],
  ["#foreach($i in [-1..$n])$i#end", "-101234567"],
  // Numbers
  ["#set($x = 1 + 2 * 3)$x #set($x = (1 + 2) * 3)$x #set($x = 2 - 3 - 4)$x", "79-5"],
  ["#set($x = -7 / 2)$x #set($x = -7 % 3)$x #set($x = 2.5 * 2.5)$x", "-3-16.25"],
  ["#set($x = 5 - -3)#set($x = 7 / 0)$x", "8"],
  ["#set($x = $n + 'a')$x #set($x = 'a' + 1 + 2)$x", "7aa12"],
  // Conditions
  ["#if($n == '7')a#end#if('7' == $n)b#end#if($n == 7.0)c#end#if($yes == 'true')d#end", "abcd"],
  ["#if('a' < 'b')t#{else}f#end", "f"],
  ["#if($n gt 6 and not ($n eq 8) or $no)t#end#if($n ne 7)t#{else}f#end", "tf"],
  ["#if($n == 7 &&\n   !$no)t#end", "t"],
  ["#if($none)t#{else}f#end#if($none.foo.bar)t#{else}f#end#if(0)t#end#if('')t#end", "ff"],
  // Loops
  [
    "#foreach($i in $l)$foreach.index$foreach.count$foreach.hasNext$foreach.first$foreach.last;#end",
    "01truetruefalse;12truefalsefalse;23falsefalsetrue;",
  ],
  [
    "#foreach($i in [1..2])#foreach($j in [1..2])$foreach.parent.index$foreach.topmost.count;#end#end",
    "01;01;12;12;",
  ],
  ["#foreach($v in $m)$v;#end#foreach($x in $n)x#end#foreach($x in $none)x#end", "v;1;[1, 2];"],
  ["#foreach($i in [1..3])#if($i == 2)#break#end$i#end.", "1."],
  ["#set($i = 'kept')#foreach($i in $l)$i#end$i", "xy3kept"],
  // Methods
  [
    "$s.length() $s.substring(2) $s.substring(0, 3) $s.indexOf('b', 3) $s.charAt(0)",
    "5 b,c a,b -1 a",
  ],
  [
    "$s.replace('a', '$n') $s.replaceAll('(a),(b)', '$2$1') $s.replaceFirst(',', '')",
    "$n,b,c ba,c ab,c",
  ],
  [
    String.raw`$s.replaceAll(",", "\\n") $s.split("[,]").size() $s.split("").size()`,
    String.raw`a\nb\nc 3 5`,
  ],
  [
    "$s.contains('b') $s.equals('a,b,c') $s.equals($n) $s.matches('[a-c,]+') $s.compareTo('b')",
    "true true false true -1",
  ],
  [
    "$l.remove('y') $l.remove(0) $l $l.lastIndexOf(3) $l.containsAll([3]) $l.removeAll([3]) $l.isEmpty()",
    "true x [3] 0 true true true",
  ],
  ["$l.subList(0, 2) $l.add('z') $l.set(0, 'w') $l.indexOf('z')", "[x, y] true x 3"],
  [
    "$m.keySet() $m.values() $m.entrySet().size() $m.putIfAbsent('k', 'o') $m.remove('k') $m.size()",
    "[k, n, l] [v, 1, [1, 2]] 3 v v 2",
  ],
  [
    "#foreach($e in $m.entrySet())$e.key=$e.value;$e.getKey()=$e.getValue();#end",
    "k=v;k=v;n=1;n=1;l=[1, 2];l=[1, 2];",
  ],
  [
    "$n.equals(7) $n.equals('7') $n.compareTo(8) $yes.equals(true) $n.toString().length()",
    "true false -1 true 1",
  ],
];

/** Where API Gateway was recorded to differ from Velocity, or a list is one of JSON. */
const own: readonly (readonly [template: string, text: string])[] = [
  ["[$none] [${none}] [$none.a.b()]", "[] [] []"],
  ["#if($m.none == '')t#end", "t"],
  ["$input.path('$.l') $input.path('$.m')", '["x","y",3] {k=v, l=[1,2]}'],
  ["$input.path('$.l').size() $input.path('$.l')[1] $input.path('$.m').l[0]", "3 y 1"],
];

/** Where this differs from Velocity, which keeps a decimal one: 2.0, 0.5, 3.5. */
const different: readonly (readonly [template: string, text: string])[] = [
  ["#set($x = 2.0)$x", "2"],
  ["#set($x = 2.0)#set($x = $x / 4)$x #set($x = 7.0)#set($x = $x / 2)$x", "03"],
];

describe("the Velocity of mapping templates", () => {
  for (const [template, text] of recorded) {
    it(`${JSON.stringify(template)} gives ${JSON.stringify(text)} (run with Velocity 1.7)`, () => {
      expect(textOf(given + template)).to.equal(text);
    });
  }

  for (const [template, text] of own) {
    it(`${JSON.stringify(template)} gives ${JSON.stringify(text)} (recorded of API Gateway)`, () => {
      expect(textOf(given + template)).to.equal(text);
    });
  }

  for (const [template, text] of different) {
    it(`${JSON.stringify(template)} gives ${JSON.stringify(text)}, unlike Velocity`, () => {
      expect(textOf(given + template)).to.equal(text);
    });
  }
});
