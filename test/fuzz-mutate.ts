import fc from "fast-check";

/** One change of an input. `at`, `length` and `from` are shares of it, so that a recipe fits inputs of any length. */
export type Step = { kind: (typeof kinds)[number]; at: number; length: number; token: string; times: number };
/** What is done to an input, in order; the same recipe and input give the same bytes. */
export type Recipe = Step[];

const kinds = ["flip", "cut", "double", "insert", "replace", "value", "pump", "truncate", "swap"] as const;
/** No input grows beyond it: the longest page is bounded by the client, and what is at stake here is time in proportion. */
export const longestInput = 200_000;
const pumped = 100_000;

/** What has broken parsers before: ends, escapes, marks of formats, numbers and dates that are none. */
export const tokens = [
  ..."\0 \t\n<>\"'&;:,/\\[](){}=-.@#%?|~^_0a",
  ...["\r\n", "\r\n\r\n", "\n\n", "\ufeff", "\ud800", "\u2028", "\u202e", "İ", "𝒳", "\x1b$)C\x0e", "~{", "~}"],
  ...[
    "__proto__",
    "constructor",
    "toString",
    "null",
    "true",
    "NaN",
    "-1",
    "1e999",
    "9007199254740993",
    "0x",
    "undefined",
  ],
  ...["9999-99-99T99:99:99Z", "0000-00-00", "-271822-04-20", "+275760-09-14T00:00:00Z", "31 Feb 99999 25:61 +9999"],
  ...[
    "<![CDATA[",
    "]]>",
    "<!--",
    "-->",
    "<!DOCTYPE x [",
    "<!ENTITY a '&a;&a;'>",
    "&a;",
    "&#0;",
    "&#x110000;",
    "<?xml",
    "?>",
  ],
  ...[
    "<script>",
    "<style",
    "<head",
    "<div ",
    "<blockquote>",
    "</blockquote>",
    "<a href=",
    "<item>",
    "<entry>",
    "</rss>",
    "<td>",
  ],
  ...[
    "=?utf-8?q?",
    "=?utf-8?b?",
    "?=",
    "From ",
    "\nFrom a Mon Sep  1 12:00:00 2025\n",
    "Content-Type: multipart/mixed; boundary=x",
  ],
  ...[
    "BEGIN:VEVENT\r\n",
    "END:VEVENT\r\n",
    "RRULE:FREQ=SECONDLY\r\n",
    "RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30\r\n",
    "TZID=x:",
  ],
  ...[
    "{",
    "}",
    "[[[[",
    '{"a":',
    "\\u0000",
    "\r\n.\r\n",
    "222 0 x\r\n",
    "&x *x",
    "!!js/function ",
    "<<: *x",
    "? ",
    "- ",
  ],
  ...[
    "http://",
    "//",
    "javascript:",
    "a@b.c",
    " via ",
    " at ",
    " dot ",
    "'''",
    '"""',
    "https://[::1",
    "mailto:",
    "%ff",
    "xn--",
  ],
] as const;

// Doubles of fast-check lie near nothing; whole numbers lie everywhere.
const share = fc.noBias(fc.integer({ min: 0, max: 999_999 })).map((millionths) => millionths / 1_000_000);
const step: fc.Arbitrary<Step> = fc.record({
  // Most inputs stay what they are but for one value, or few would come further than to the reader of their format.
  kind: fc.oneof(
    { weight: 3, arbitrary: fc.constant("value" as const) },
    { weight: 2, arbitrary: fc.constantFrom(...kinds) },
  ),
  at: share,
  length: share,
  token: fc.oneof(
    fc.constantFrom(...tokens),
    fc.tuple(fc.constantFrom(...tokens), fc.constantFrom(...tokens)).map((two) => two.join("")),
  ),
  times: fc.constantFrom(1, 2, 30),
});

/** As many recipes as are asked for, the same for one seed. */
export function recipes(count: number, seed: number): Recipe[] {
  return fc.sample(fc.array(step, { minLength: 1, maxLength: 3 }), { numRuns: count, seed });
}

/** An input after its recipe. */
export function mutate(input: Uint8Array, recipe: Recipe): Uint8Array {
  let bytes: Buffer = Buffer.from(input);
  for (const one of recipe)
    bytes = (one.kind === "value" ? inValue(bytes, one) : changed(bytes, one)).subarray(0, longestInput);
  return bytes;
}

/** One value becomes another and what is around it stays whole: a part of JSON, else the text between two quotes or tags. */
function inValue(bytes: Buffer, one: Step): Buffer {
  const text = bytes.toString();
  if (/^\s*[[{]/.test(text)) {
    try {
      return Buffer.from(JSON.stringify(inJson(JSON.parse(text), one)));
    } catch {
      // An earlier step broke it.
    }
  }
  return inText(bytes, one);
}

/** JSON in which one part, whichever `at` tells, is something that nobody expects there. */
function inJson(document: unknown, { at, length, token, times }: Step): unknown {
  const parts: { in: Record<string, unknown>; key: string }[] = [];
  const collect = (value: unknown): void => {
    if (value === null || typeof value !== "object") return;
    for (const key of Object.keys(value)) {
      parts.push({ in: value as Record<string, unknown>, key });
      collect((value as Record<string, unknown>)[key]);
    }
  };
  const root = { document };
  collect(root);
  const part = parts[Math.floor(at * parts.length)];
  if (!part) return document;
  const { in: whole, key } = part;
  const others = [
    token,
    token.repeat(Math.ceil(pumped / token.length)),
    null,
    [],
    {},
    -1,
    1e300,
    true,
    [null],
    [whole[key]],
  ];
  const polluted = JSON.parse('{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}');
  const deep = JSON.parse(`${"[".repeat(500)}${"]".repeat(500)}`);
  // As often as an input has room for.
  const again = Math.ceil(Math.min(5_000, longestInput / JSON.stringify(whole[key]).length));
  const other = [...others, polluted, deep, Array(again).fill(whole[key])][Math.floor(length * (others.length + 3))];
  if (times === 1 && length < 0.1) delete whole[key];
  else whole[key] = other;
  return root.document;
}

function changed(bytes: Buffer, { kind, at, length, token, times }: Step): Buffer {
  const from = Math.floor(at * bytes.length);
  const to = Math.min(bytes.length, from + 1 + Math.floor(length * length * length * bytes.length));
  const with_ = (middle: Uint8Array, after = to) =>
    Buffer.concat([bytes.subarray(0, from), middle, bytes.subarray(after)]);
  const word = Buffer.from(token);
  if (kind === "flip") return with_(Uint8Array.of((bytes[from] ?? 0) ^ (1 << (times % 8))), from + 1);
  if (kind === "cut") return with_(Buffer.alloc(0));
  if (kind === "double") return with_(Buffer.concat([bytes.subarray(from, to), bytes.subarray(from, to)]));
  if (kind === "insert") return with_(repeated(word, word.length * times), from);
  if (kind === "replace") return with_(word);
  if (kind === "pump") return with_(repeated(word, pumped), from);
  if (kind === "truncate") return bytes.subarray(0, from);
  return Buffer.concat([bytes.subarray(from), bytes.subarray(0, from)]);
}

function inText(bytes: Buffer, { at, token, times }: Step): Buffer {
  const from = Math.floor(at * bytes.length);
  const text = bytes.toString("latin1", from, Math.min(bytes.length, from + 5_000));
  const found = /"[^"\n]*"|>[^<>\n]+<|: ?[^\r\n"{[]+[\r\n,]/.exec(text);
  if (!found) return bytes;
  const word = repeated(Buffer.from(token), times === 30 ? pumped : Buffer.byteLength(token));
  const start = from + found.index + 1;
  return Buffer.concat([bytes.subarray(0, start), word, bytes.subarray(start + found[0].length - 2)]);
}

function repeated(word: Buffer, length: number): Buffer {
  return Buffer.alloc(length, word);
}
