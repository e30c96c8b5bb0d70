import { expect, test } from "vitest";
import { readAwardees } from "./read-awardees.ts";

const read = (text: string) => readAwardees(text, "awardees.csv");

test("columns are known in any spelling, and links and expertise hold several values", () => {
  const { awardees, unread } = read(
    "\uFEFFFull Name,Links,Expertise,awarded_on,End Date,Status,ID,GitHub,Country,Blog feed\r\n" +
      '"Borvinth, Quella",https://quella.example.org | https://forum.example.org/u/7; blog.example.org,"Lumen, Prism",2024-07-01,2026-07,Alumni,17,@quellabor,NO,\r\n' +
      "Oskar Tremblune,,Lumen,2025/03/09,,active,18,,SE,https://oskar.example.org/feed\r\n",
  );
  expect(awardees[0]).toMatchObject({
    id: "17",
    name: "Borvinth, Quella",
    links: [
      "https://quella.example.org",
      "https://forum.example.org/u/7",
      "https://blog.example.org",
      "https://github.com/quellabor",
    ],
    awards: [
      { expertise: "Lumen", awardedOn: "2024-07-01", endedOn: "2026-07-01", status: "alumnus" },
      { expertise: "Prism", awardedOn: "2024-07-01", endedOn: "2026-07-01", status: "alumnus" },
    ],
  });
  expect(awardees[1]).toMatchObject({
    id: "18",
    links: ["https://oskar.example.org/feed"],
    awards: [{ awardedOn: "2025-03-09", endedOn: null, status: "current" }],
  });
  expect(unread).toEqual(["Country"]);
});

test("every line that cannot be read is named at once", () => {
  const bad =
    "name,links,expertise,award date,until,status\n" +
    ",https://a.example.org,Lumen,2024-01-01,,current\n" +
    "Oskar,not-a-link,Lumen,2024-02-30,,current\n" +
    "Ylva,,,2024-01-01,2023-01-01,emeritus\n" +
    "Imre,,Lumen,2024-01-01\n" +
    "Quella,,Lumen,2024-01-01,,current\n";
  expect(() => read(bad)).toThrow(
    'awardees.csv cannot be read, and nothing was saved: line 2 has no name; line 3 has the link "not-a-link", which is no address; ' +
      'line 3 has the date "2024-02-30": write it as 2026-01-31; line 4 ends on 2023-01-01, not after 2024-01-01; line 4 has the status ' +
      '"emeritus", which is none of current, active, awarded, renewed, present, alumnus, alumna, alumni, former, expired, ended, past, ' +
      "retired, inactive; line 4 has no expertise; line 5 has 4 values for 6 columns.",
  );
});

test("of very many wrong lines the first twenty are named and the others counted", () => {
  const lines = Array.from({ length: 50 }, () => "Ylva,").join("\n");
  expect(() => read(`name,expertise\n${lines}`)).toThrow(/line 21 has no expertise; and 30 more\.$/);
});

test("a file without its columns, or with two that say the same, is refused with what it names", () => {
  expect(() => read("name,award\nYlva,Lumen")).toThrow('line 1 must name a column "expertise", and names name, award.');
  expect(() => read("name,expertise,from,awarded on\nYlva,Lumen,,")).toThrow(
    'its columns from and awarded on both mean "awardedOn". Remove one.',
  );
  expect(() => read("name,expertise\n")).toThrow("awardees.csv lists nobody");
  expect(() => read('name,expertise\n"Ylva,Lumen')).toThrow(/^awardees.csv is not CSV: line \d/);
});

test("lines of one name that share an address are one awardee, also through a third line, and namesakes are two", () => {
  const { awardees } = read(
    "name,links,expertise,award date,status\n" +
      "Quella Borvinth,https://a.example.org,Lumen,2022-01-01,former\n" +
      "Quella Borvinth,https://b.example.org,Prism,2023-01-01,current\n" +
      "Quella Borvinth,https://c.example.org,Lumen,2024-01-01,current\n" +
      "QUELLA  BORVINTH,http://www.a.example.org/ https://b.example.org,Lumen,2022-01-01,current\n",
  );
  expect(awardees.map(({ links, awards }) => [links.length, awards.length])).toEqual([
    [3, 2],
    [1, 1],
  ]);
  expect(awardees[0]?.awards[0]).toMatchObject({ expertise: "Lumen", awardedOn: "2022-01-01", status: "current" });
});

test("lines of one id are one awardee; an id of two names and a person of two ids are refused", () => {
  const head = "id,name,links,expertise\n";
  expect(read(`${head}5,Ylva,,Lumen\n5,ylva,,Prism`).awardees).toMatchObject([
    { id: "5", awards: [{ expertise: "Lumen" }, { expertise: "Prism" }] },
  ]);
  expect(() => read(`${head}5,Ylva,,Lumen\n5,Imre,,Lumen`)).toThrow(
    "line 3 gives the id 5 to another name than line 2",
  );
  expect(() => read(`${head}5,Ylva,https://y.example,Lumen\n6,Ylva,https://y.example,Lumen`)).toThrow(
    "line 3 is about one person who has the ids 5 and 6",
  );
});
