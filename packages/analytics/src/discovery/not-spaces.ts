/** Hosts where nobody gathers though everybody links to them; those below them are meant too. */
const hosts: Record<string, string> = {
  ...named(
    "a shortener: where it leads, it does not say",
    "bit.ly buff.ly cutt.ly dlvr.it goo.gl git.io is.gd lnkd.in ow.ly rb.gy rebrand.ly shorturl.at t.co t.ly tiny.cc tinyurl.com aka.ms go.microsoft.com amzn.to youtu.be",
  ),
  ...named(
    "a host of images and files",
    "imgur.com imgbb.com ibb.co postimg.cc postimages.org gyazo.com prnt.sc giphy.com tenor.com flickr.com i.sstatic.net gravatar.com user-images.githubusercontent.com githubusercontent.com dropbox.com drive.google.com docs.google.com onedrive.live.com 1drv.ms wetransfer.com mega.nz unsplash.com cloudinary.com i.redd.it v.redd.it i.stack.imgur.com",
  ),
  ...named(
    "a network that delivers files for others",
    "cloudfront.net akamaihd.net fastly.net jsdelivr.net unpkg.com cdnjs.cloudflare.com ajax.googleapis.com fonts.googleapis.com fonts.gstatic.com gstatic.com amazonaws.com azureedge.net blob.core.windows.net storage.googleapis.com",
  ),
  ...named(
    "a search engine or an archive of pages",
    "google.com bing.com duckduckgo.com yandex.ru baidu.com search.brave.com kagi.com ecosia.org archive.org archive.ph archive.is archive.today",
  ),
  ...named(
    "a place for pieces of code that nobody gathers at",
    "pastebin.com paste.ee hastebin.com gist.github.com gist.githubusercontent.com jsfiddle.net codepen.io jsbin.com codesandbox.io stackblitz.com replit.com repl.it ideone.com dotnetfiddle.net tio.run regex101.com godbolt.org 3v4l.org sqlfiddle.com dbfiddle.uk dpaste.org",
  ),
  ...named(
    "people, and no place of their own: what they say there is the platform's",
    "twitter.com x.com linkedin.com facebook.com instagram.com threads.net tiktok.com pinterest.com vk.com gitter.im about.me linktr.ee keybase.io patreon.com ko-fi.com buymeacoffee.com paypal.com paypal.me liberapay.com opencollective.com",
  ),
  ...named(
    "a reference that nobody asks anything at",
    "wikipedia.org wikimedia.org wiktionary.org w3.org ietf.org rfc-editor.org schema.org json-schema.org spdx.org opensource.org creativecommons.org learn.microsoft.com docs.microsoft.com msdn.microsoft.com technet.microsoft.com developer.mozilla.org readthedocs.io readthedocs.org docs.rs pkg.go.dev npmjs.com pypi.org crates.io rubygems.org packagist.org mvnrepository.com hub.docker.com doi.org arxiv.org shields.io img.shields.io badge.fury.io travis-ci.org travis-ci.com circleci.com codecov.io coveralls.io",
  ),
  ...named("a shop", "amazon.com amazon.co.uk amazon.de ebay.com aliexpress.com etsy.com"),
};

function named(why: string, list: string): Record<string, string> {
  return Object.fromEntries(list.split(" ").map((host) => [host, why]));
}

const firstLabels: Record<string, string> = {
  ...named("documentation", "docs doc documentation reference developer developers help support manual learn"),
  ...named("images and files", "cdn static assets img image images media files download downloads dl uploads"),
  ...named("a page to sign in at", "login signin auth sso accounts account id oauth"),
  ...named("a service, and no place", "api status mail webmail smtp"),
  ...named("a place for pieces of code that nobody gathers at", "gist paste pastebin"),
};

const paths: [RegExp, string][] = [
  [/\.(png|jpe?g|gif|svg|webp|bmp|ico|mp4|mov|avi|webm|mp3|pdf|docx?|xlsx?|pptx?)$/i, "a picture or a file"],
  [/\.(zip|t?gz|bz2|xz|7z|rar|exe|msi|dmg|deb|rpm|jar|whl|nupkg|vsix|iso)$/i, "a download"],
  [/^\/(login|log-in|signin|sign-in|signup|sign-up|register|oauth2?|sso|session)(\/|$)/i, "a page to sign in at"],
  [/^\/([a-z]{2}(-[a-z]{2})?\/)?(docs|documentation|reference|api-docs|manual)(\/|$)/i, "documentation"],
  [/^\/(search|redirect|share|sharer|intent)(\.php)?(\/|$)/i, "a search, or a way of passing something on"],
];

/** Why nobody gathers at a host, by its name alone; null where nothing says so. */
export function whyNoSpace(host: string): string | null {
  const labels = host.split(".");
  for (let from = 0; from < labels.length - 1; from++) {
    const why = hosts[labels.slice(from).join(".")];
    if (why !== undefined) return why;
  }
  return labels.length > 2 ? (firstLabels[labels[0] ?? ""] ?? null) : null;
}

/**
 * Why an address of an unknown host names no place; null where it may name one. A path that is one code of letters and digits is what
 * shorteners and pasteboards make, and says nothing that a person could have written.
 */
export function whyNoPlace(pathname: string): string | null {
  for (const [shape, why] of paths) if (shape.test(pathname)) return why;
  return /^\/(?=[a-z]*\d)(?=\d*[a-z])[a-z\d]{5,12}$/i.test(pathname)
    ? "a code that says nothing of where it leads"
    : null;
}
