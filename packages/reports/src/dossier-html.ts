import { type Track, tracks } from "@groundswell/analytics";
import { html, raw } from "hono/html";
import type { Dossier, DossierItem, DossierTrack, Vouched } from "./dossier.ts";
import { countOf } from "./dossier-activities.ts";
import { dossierStyle } from "./dossier-style.ts";
import {
  beforeWords,
  coverageWords,
  dossierName,
  numbersWords,
  percent,
  plain,
  qualityRows,
  standingWords,
  termCells,
  termHeads,
  trackNames,
  webAddress,
  windowWords,
} from "./dossier-words.ts";

type Part = ReturnType<typeof html>;

/** The dossier as one HTML file: no script, nothing fetched, made for print. Everything from a source is escaped. */
export function dossierHtml(dossier: Dossier): string {
  const { expertise, program, window, run, coverage, asOf } = dossier;
  const name = plain(dossierName(dossier));
  const shown = tracks.filter((track) => track in dossier.tracks);
  return `${html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="referrer" content="no-referrer">
<title>${name}, ${expertise}: dossier</title>
<style>${raw(dossierStyle)}</style>
</head>
<body>
<main>
<header>
<h1>${name}</h1>
<p>${program} · ${expertise}</p>
<p class="soft">${windowWords(window)}. ${coverageWords(coverage)} Policy ${run.policyVersion}, run ${run.id}, as of ${asOf.slice(0, 10)}.</p>
${dossier.wrongData.map(({ report, subject, why }) => html`<p class="mark"><b>Reported as wrong</b> (report ${report}, ${subject}): ${plain(why)}</p>`)}
${dossier.gates.map(({ gate, why, confirmBy }) => html`<p class="mark"><b>To confirm: ${gate.replaceAll("_", " ")}.</b> ${plain(`${why}. Ask ${confirmBy}.`)}</p>`)}
</header>
${shown.map((track) => trackPart(dossier, track))}
<section>
<h2>The ten best items</h2>
${dossier.items.length === 0 ? html`<p>None in this window.</p>` : html`<ol>${dossier.items.map(itemPart)}</ol>`}
</section>
<section>
<h2>In the program's form</h2>
${activitiesPart(dossier)}
</section>
<section>
<h2>What we cannot see</h2>
<ul>${dossier.cannotSee.map(({ what, why }) => html`<li><b>${what}.</b> ${why}</li>`)}</ul>
<p>Brought by people, and in no score:</p>
${dossier.vouched.length === 0 ? "" : html`<ul>${dossier.vouched.map(vouchedPart)}</ul>`}
<div class="room"></div><div class="room"></div><div class="room"></div>
</section>
<section>
<h2>Accounts</h2>
<ul>${dossier.accounts.map(({ platform, id, handle, url }) => html`<li>${link(`${platform}:${id}`, url)}${handle ? ` (${plain(handle)})` : ""}</li>`)}</ul>
${linksPart(dossier)}
</section>
</main>
</body>
</html>
`}`;
}

function trackPart(dossier: Dossier, track: Track): Part {
  const now = dossier.tracks[track];
  const before = beforeWords(now, dossier.yearBefore.tracks[track]);
  if (!now)
    return html`<section><h2>${trackNames[track]}</h2><p>Not active on this track in the window. ${before}</p></section>`;
  return html`<section>
<h2>${trackNames[track]} <b>${now.score.toFixed(1)} of 100</b></h2>
<p>${standingWords(now)}</p>
<p class="soft">${before}</p>
${tableOf(termHeads, now.terms.map(termCells), (column) => column > 0 && column < termHeads.length - 1)}
<p class="soft">The points add up to the score. "Above" is the share of the people active in that kind who stand lower.</p>
${qualityPart(now)}
${now.flags.map(({ flag, why, check, evidence }) => html`<p class="mark"><b>Flag: ${flag.replaceAll("-", " ")}.</b> ${plain([why, check ?? ""].join(" "))} ${evidence.map((url, index) => html`${link(`evidence ${index + 1}`, url)} `)}</p>`)}
</section>`;
}

function qualityPart({ quality, breadth }: DossierTrack): Part {
  const rows = qualityRows(quality);
  const spaces = `${countOf(breadth.spaces, "space")} on ${countOf(breadth.sources, "platform")}`;
  return html`<p class="soft">Breadth: ${spaces}.${rows.length === 0 ? "" : ` Quality: ${rows.map(([name, value]) => `${name} ${value}`).join(", ")}.`}</p>`;
}

function itemPart(item: DossierItem): Part {
  const { title, url, signal, kind, activity, space, occurredAt, wrongData } = item;
  const what = `${kind.replaceAll("-", " ")}${activity === null ? "" : ` (${activity})`} in ${plain(space.name)}, ${occurredAt.slice(0, 10)}`;
  return html`<li>${link(title ?? signal, url, true)}<small>${what} · ${numbersWords(item)}</small>${wrongData.map(({ report, why }) => html`<p class="mark"><b>Reported as wrong</b> (report ${report}): ${plain(why)}</p>`)}</li>`;
}

function activitiesPart({ activities }: Dossier): Part {
  if (activities.length === 0) return html`<p>None in this window.</p>`;
  return html`${activities.map(
    ({ activity, title, description, date, dateEnd, url, quantity, reach }) => html`<div class="scroll"><table>
<tr><th scope="row">Activity</th><td class="wide">${activity}</td></tr>
<tr><th scope="row">Title</th><td class="wide">${plain(title)}</td></tr>
<tr><th scope="row">Description</th><td class="wide">${plain(description)}</td></tr>
<tr><th scope="row">Dates</th><td>${date} to ${dateEnd}</td></tr>
<tr><th scope="row">Quantity</th><td>${quantity.toLocaleString("en-US")}</td></tr>
<tr><th scope="row">Reach</th><td>${reach === null ? "unknown" : `${reach.toLocaleString("en-US")} views`}</td></tr>
<tr><th scope="row">Link</th><td class="wide">${url === null ? "–" : link(url, url)}</td></tr>
</table></div>`,
  )}`;
}

function vouchedPart({ activity, title, url, date, note, vouchedBy }: Vouched): Part {
  return html`<li>${link(title, url, true)}<small>${activity}, ${date}</small>${plain(note)} <small>Vouched for by ${plain(vouchedBy)}.</small></li>`;
}

function linksPart({ links }: Dossier): Part {
  if (links.length === 0) return html``;
  return html`<p>Why they are one person:</p>
<ul>${links.map(({ a, b, method, confidence, reasons, by }) => html`<li>${a} and ${b}: ${plain([method, ...reasons].join("; "))} <small>confidence ${percent(confidence)}, by ${plain(by)}</small></li>`)}</ul>`;
}

function tableOf(heads: readonly string[], rows: readonly string[][], isNumber: (column: number) => boolean): Part {
  const kind = (column: number) => (isNumber(column) ? "n" : "");
  return html`<div class="scroll"><table>
<thead><tr>${heads.map((head, column) => html`<th scope="col" class="${kind(column)}">${head}</th>`)}</tr></thead>
<tbody>${rows.map((row) => html`<tr>${row.map((cell, column) => html`<td class="${kind(column)}">${cell}</td>`)}</tr>`)}</tbody>
</table></div>`;
}

/** A link, or its text alone where the address is none of the web; `address` prints it on paper. */
function link(text: string, url: string | null, address = false): Part {
  const to = webAddress(url);
  if (to === null) return html`${plain(text)}`;
  return html`<a href="${to}" class="${address ? "address" : ""}" rel="noreferrer">${plain(text)}</a>`;
}
