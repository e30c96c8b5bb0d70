import { Parser } from "htmlparser2";

const silent = new Set(["script", "style", "template", "noscript", "head"]);
const breaking = new Set(
  (
    "address article aside blockquote br caption dd details div dl dt fieldset figcaption figure footer h1 h2 h3 h4 h5 h6 " +
    "header hr legend li main nav ol option p pre section summary table tbody td tfoot th thead title tr ul"
  ).split(" "),
);

/** The text a reader would see in a piece of HTML, entities decoded, scripts and styles left out, white space folded. */
export function plainText(html: string): string {
  const pieces: string[] = [];
  let hidden = 0;
  const parser = new Parser(
    {
      onopentag(name) {
        if (silent.has(name)) hidden++;
        else if (breaking.has(name)) pieces.push(" ");
      },
      ontext(piece) {
        if (hidden === 0) pieces.push(piece);
      },
      onclosetag(name) {
        if (silent.has(name) && hidden > 0) hidden--;
        else if (breaking.has(name)) pieces.push(" ");
      },
    },
    { decodeEntities: true },
  );
  parser.end(html);
  return pieces.join("").replace(/\s+/g, " ").trim();
}
