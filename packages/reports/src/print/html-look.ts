/** A mail carries every look on its elements as well, for clients that keep no style sheet; a page needs the sheet alone. */
export type HtmlKind = "mail" | "page";

/** Classes of an element, as attributes. */
export type Look = (classes: string) => string;

/** No pure black or white: clients that turn colours around make glaring ones of them. */
const tones = {
  ink: ["color", "#1f262d", "#e3e8ed"],
  soft: ["color", "#55606b", "#a3adb7"],
  link: ["color", "#0b5ea8", "#7ab8ff"],
  good: ["color", "#1a6b3f", "#74d19c"],
  bad: ["color", "#ab3320", "#ff9f8c"],
  warn: ["color", "#8f4711", "#fdba74"],
  paper: ["background-color", "#fcfcfb", "#14191e"],
  tint: ["background-color", "#f2f4f6", "#1d242b"],
  line: ["border-color", "#d3d9df", "#3b454f"],
} as const;

/** What elements measure; colours stand in the tones. Numbers may break here, so that nothing is ever wider than a telephone. */
const shapes: Record<string, string> = {
  body: "margin:0;padding:0;font-family:system-ui,'Segoe UI',Roboto,Helvetica,Arial,sans-serif;font-size:16px;line-height:1.5;overflow-wrap:anywhere;word-break:break-word",
  main: "max-width:640px;margin:0 auto;padding:20px 16px 32px",
  title: "margin:0 0 4px;font-size:22px;line-height:1.25;font-weight:700",
  lead: "margin:14px 0;font-size:18px;line-height:1.45;font-weight:600",
  head: "margin:28px 0 8px;font-size:17px;line-height:1.3;font-weight:700",
  sub: "margin:18px 0 6px;font-size:16px;line-height:1.3;font-weight:600",
  text: "margin:6px 0",
  small: "font-size:13px;font-weight:400",
  box: "margin:12px 0;padding:8px 12px;border-left:4px solid #b86a2b",
  list: "margin:6px 0;padding-left:20px",
  item: "margin:4px 0",
  grid: "width:100%;border-collapse:collapse;margin:8px 0;font-size:14px",
  cell: "padding:6px 10px 6px 0;border-style:solid;border-width:0 0 1px;vertical-align:top;text-align:left;font-weight:400",
  name: "font-weight:600",
  last: "border-width:0;padding-bottom:0",
  number: "text-align:right;font-variant-numeric:tabular-nums",
  tag: "display:none;mso-hide:all",
  figure: "margin:12px 0",
  rule: "margin:28px 0 12px;border-style:solid;border-width:1px 0 0",
};

// Media queries stand in sheets of their own: a client that cannot read one drops the sheet that it stands in.
const narrow = `@media (max-width:480px){
.grid,.grid tbody,.grid tr{display:block!important}
.grid thead{display:none!important}
.grid tbody{padding:8px 0!important;border-bottom:1px solid;border-color:inherit}
.grid th,.grid td{display:block!important;border:0!important;padding:1px 0!important;text-align:left!important}
.tag{display:inline!important}
}`;
const dark = `@media (prefers-color-scheme:dark){
${Object.entries(tones)
  .map(([name, [property, , value]]) => `.${name}{${property}:${value}!important}`)
  .join("\n")}
}`;
const pictures = `:root{color-scheme:light dark;${variables(1)}}
@media (prefers-color-scheme:dark){:root{${variables(2)}}}`;
const paper = `@page{margin:16mm 15mm}
@media print{
:root{color-scheme:light;${variables(1)}}
${Object.entries(tones)
  .map(([name, [property, value]]) => `.${name}{${property}:${value}!important}`)
  .join("\n")}
body{font-size:10pt}
main{max-width:none;padding:0}
h1,h2,h3{break-after:avoid}
thead{display:table-header-group}
tbody,tr,figure,li,.box{break-inside:avoid}
a{text-decoration:none}
}`;
const wide = `@media (min-width:481px),print{
.grid thead th{overflow-wrap:normal;word-break:normal}
td.number{white-space:nowrap}
.number+.cell:not(.number){padding-left:8px}
}`;

/** The style sheets of a print, each by itself. */
export function styleSheets(kind: HtmlKind): string[] {
  const base = [
    ...Object.entries(shapes).map(([name, declarations]) => `.${name}{${declarations}}`),
    ...Object.entries(tones).map(([name, [property, value]]) => `.${name}{${property}:${value}}`),
  ].join("\n");
  return [base, wide, narrow, dark, pictures, ...(kind === "page" ? [paper] : [])];
}

/** Says how elements look: by class, and in a mail in full as well. */
export function lookOf(kind: HtmlKind): Look {
  const byClasses = new Map<string, string>();
  return (classes) => {
    const known = byClasses.get(classes);
    if (known !== undefined) return known;
    const style = classes.split(" ").map(declarationsOf).join(";");
    const attributes = kind === "mail" ? `class="${classes}" style="${style}"` : `class="${classes}"`;
    byClasses.set(classes, attributes);
    return attributes;
  };
}

/** A tone for a picture: the sheet's where there is one, and fixed where there is none. */
export function pictureTone(name: keyof typeof tones): string {
  return `var(--${name}, ${tones[name][1]})`;
}

function declarationsOf(name: string): string {
  const tone = name in tones ? tones[name as keyof typeof tones] : null;
  return tone ? `${tone[0]}:${tone[1]}` : (shapes[name] ?? "");
}

function variables(at: 1 | 2): string {
  return Object.entries(tones)
    .map(([name, tone]) => `--${name}:${tone[at]}`)
    .join(";");
}
