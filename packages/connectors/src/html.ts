import { Parser } from "htmlparser2";

const silent = new Set(["script", "style", "template", "noscript", "head"]);
const breaking = new Set(["p", "div", "br", "li", "tr", "pre", "blockquote", "h1", "h2", "h3", "h4", "h5", "h6", "td"]);

/** The text a reader would see in a piece of HTML, entities decoded, scripts and styles left out. */
export function plainText(html: string): string {
  let text = "";
  let hidden = 0;
  const parser = new Parser(
    {
      onopentagname(name) {
        if (silent.has(name)) hidden++;
        else if (breaking.has(name)) text += " ";
      },
      ontext(piece) {
        if (hidden === 0) text += piece;
      },
      onclosetag(name) {
        if (silent.has(name) && hidden > 0) hidden--;
        else if (breaking.has(name)) text += " ";
      },
    },
    { decodeEntities: true },
  );
  parser.end(html);
  return text.replace(/\s+/g, " ").trim();
}
