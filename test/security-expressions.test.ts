import { createContext, runInContext } from "node:vm";
import { parseSync } from "vite";
import { describe, expect, test } from "vitest";
import { projectFiles, readProject } from "./project-files.ts";
import { reviewed } from "./security-expressions.ts";
import { processorMs, slowness } from "./slowness.ts";

type Expression = { source: string; flags: string; places: string[] };

const longest = 100_000;
const mostMs = 1_000;
/** Far off: none that ships takes a quarter of a second of a slow machine's processor. */
const stopMs = 5_000;
const shipped = /^(packages|workers|dashboards)\/[^/]+\/src\/(?!.*\.test\.)(?!answer-schemas).*\.tsx?$/;

/** Every regular expression in a source, as the parser of TypeScript finds it. */
function expressionsIn(path: string, text: string): Expression[] {
  const found: Expression[] = [];
  const visit = (node: unknown): void => {
    if (node === null || typeof node !== "object") return;
    const { regex, start } = node as { regex?: { pattern: string; flags: string }; start: number };
    if (regex) {
      const line = text.slice(0, start).split("\n").length;
      found.push({ source: regex.pattern, flags: regex.flags, places: [`${path}:${line}`] });
    }
    for (const [key, part] of Object.entries(node)) if (key !== "regex") visit(part);
  };
  visit(parseSync(path, text).program);
  return found;
}

/** All of them in what ships, each once. */
function collected(): Expression[] {
  const byText = new Map<string, Expression>();
  for (const path of projectFiles(shipped))
    for (const one of expressionsIn(path, readProject(path))) {
      const known = byText.get(`/${one.source}/${one.flags}`);
      if (known) known.places.push(...one.places);
      else byText.set(`/${one.source}/${one.flags}`, one);
    }
  return [...byText.values()];
}

// Behind a line end, what `.` reads stops short of the end.
const end = "\n\0";
const signs = ["+", "?", " ", "\t", "\n", "0", "a", "-", ".", "/", "<", '"', "'", "(", "[", "@", "=", ":", ",", "#"];

/**
 * What an expression could take long over: each common sign, and each plain piece of the expression, again and again, behind the pieces
 * that come before it. Beginnings that an expression finds everywhere and ends that it finds nowhere are what makes one slow.
 */
function attacksOn({ source }: Expression, length: number): string[] {
  const pieces = source
    .replace(/\\[bBdDwWsS]|\\p\{\w+\}|\\u\{?[\da-f]+\}?|\[(?:\\.|[^\]\\])*\]|\{[\d,]+\}|\(\?[:=!<]+\w*>?/gi, "|")
    // Private letters stand for escaped signs, which are no syntax.
    .replace(/\\([^\w])/g, (_, sign: string) => String.fromCharCode(0xe000 + sign.charCodeAt(0)))
    .replace(/\\./g, "|")
    .split(/[|()?*+{}^$]+/)
    .map((piece) => piece.replace(/[\ue000-\ue0ff]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xe000)))
    .filter((piece) => piece !== "");
  const few = [...new Set(pieces)].slice(0, 4);
  const long = (unit: string) => unit.repeat(Math.ceil(length / unit.length)).slice(0, length);
  return [
    ...signs.flatMap((sign) => [`${long(sign)}${end}`, `x${long(sign)}x`]),
    ...few.flatMap((piece) => [
      `${long(piece)}${end}`,
      ...[" ", "a", "0"].flatMap((sign) => [`${piece}${long(sign)}${end}`, `${long(piece + sign)}${end}`]),
    ]),
    ...(few.length > 1 ? [`${long(few.join(""))}${end}`] : []),
  ];
}

/** The attack that an expression does not answer in time; null where there is none. */
function slowOn(expression: Expression, length: number): string | null {
  const flags = expression.flags.replace("y", "");
  const context = createContext({
    expression: new RegExp(expression.source, flags.includes("g") ? flags : `${flags}g`),
  });
  for (const attack of attacksOn(expression, length)) {
    context.text = attack;
    const before = processorMs();
    try {
      runInContext("text.replace(expression, '')", context, { timeout: stopMs });
    } catch {
      return attack.slice(0, 30);
    }
    // Time of this process counts, and not what others take of the machine meanwhile.
    const ms = processorMs() - before;
    if (ms > mostMs && ms > mostMs * slowness()) return attack.slice(0, 30);
  }
  return null;
}

const all = collected();
const nameOf = ({ source, flags }: Expression) => `/${source}/${flags}`;

test("the collection finds expressions wherever they stand, and what is slow is seen", () => {
  const text = "const a = /a+b/g; const c = (x: string) => x.split(/(d|e)*$/u); // /no/\nconst f = `${/h/.source}`;";
  expect(expressionsIn("x.ts", text).map(nameOf)).toEqual(["/a+b/g", "/(d|e)*$/u", "/h/"]);
  expect(all.length).toBeGreaterThan(500);
  for (const source of ["(a+)+$", "\\s+$", "<div[^>]+id=", "^(a|aa)+$"])
    expect(slowOn({ source, flags: "", places: [] }, 3 * longest), source).not.toBeNull();
  expect(slowOn({ source: "<div[^<>]+id=", flags: "", places: [] }, 3 * longest)).toBeNull();
}, 90_000);

describe("every regular expression that ships answers within a second,", () => {
  const shares = 4;
  test.each(Array.from({ length: shares }, (_, share) => share))(
    "also on 100,000 characters that are made to be slow, unless what it reads is shorter: part %i of 4",
    (share) => {
      const slow = all
        .filter((_, index) => index % shares === share)
        .filter((one) => !(nameOf(one) in reviewed))
        .flatMap((one) => {
          const attack = slowOn(one, longest);
          return attack === null ? [] : [`${one.places[0]} ${nameOf(one)} on ${JSON.stringify(attack)}`];
        });
      expect(slow).toEqual([]);
    },
    240_000,
  );

  test("on the most that it is given, where that is less; and none of these is left that has gone", () => {
    const named = new Set(all.map(nameOf));
    expect(Object.keys(reviewed).filter((name) => !named.has(name))).toEqual([]);
    const slow = all.flatMap((one) => {
      const bound = reviewed[nameOf(one)];
      return bound && slowOn(one, bound.characters) !== null ? [nameOf(one)] : [];
    });
    expect(slow).toEqual([]);
  }, 240_000);
});
